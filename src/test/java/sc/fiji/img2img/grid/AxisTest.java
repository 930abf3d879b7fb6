/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.Img2ImgSettings;

/** Axes are read as they are meant, or refused in a sentence. */
class AxisTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"strength=0.65:0.95:4|strength=0.65 strength=0.75 strength=0.85 strength=0.95", //
		"lora=0.5:1:6|lora=0.5 lora=0.6 lora=0.7 lora=0.8 lora=0.9 lora=1", //
		"loraweight=-1,0.50,+2|lora=-1 lora=0.5 lora=2", //
		"lora=1.5,-.5|lora=1.5 lora=-0.5", //
		"lora=5e-1,٠٫٧５|lora=0.5 lora=0.75", //
		"strength=0:1:4|strength=0 strength=0.333333 strength=0.666667 strength=1", //
		"steps=20:10:3|steps=20 steps=15 steps=10", //
		"seed=1,9223372036854775807|seed=1 seed=9223372036854775807", //
		"guidance=1e1, 3|guidance=10 guidance=3", //
		"scheduler=Euler a, DDIM|scheduler=Euler a scheduler=DDIM", //
		"lora=style,/a/b/x.safetensors:0.8;other|lorafile=style lorafile=x:0.8;other", //
		"negative=,blurry|negative=none negative=blurry", //
		"prompt=cat->dog->cow, red|prompt=cat prompt=dog prompt=cow, red", //
		"prompt=cat,dog,|prompt=cat prompt=dog prompt=none", //
		"exact=true,false|exact=true exact=false", //
		"eta=0.5|eta=0.5" })
	void valuesAreThoseThatAreMeant(String text, String labels) {
		Axis axis = Axis.parse(text);
		List<String> all = new ArrayList<>();
		for (int i = 0; i < axis.size(); i++)
			all.add(axis.label(i));
		assertEquals(labels, String.join(" ", all));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"strength|An axis should be SETTING=FROM:TO:COUNT or SETTING=VALUE,VALUE,..., but is \"strength\".", //
		"strenght=1|A grid cannot have the axis \"strenght\"; it can have strength, steps, prompt", //
		"device=cpu,cuda|A grid cannot have the axis \"device\"", //
		"strength=0.5:1.5:3|strength should be a number from 0 to 1, but is \"1.5\".", //
		"strength=0.5,x|strength should be a number from 0 to 1, but is \"x\".", //
		"strength=|strength should be a number from 0 to 1, but is \"\".", //
		"strength=0.5,0.50|The axis strength has the value \"0.5\" twice.", //
		"strength=0.5:1|The axis strength should be FROM:TO:COUNT, with a COUNT from 2 to 64, but is \"0.5:1\".", //
		"strength=0:1:1|COUNT from 2 to 64", //
		"strength=0:1:65|COUNT from 2 to 64", //
		"strength=0:1:999999999|COUNT from 2 to 64", //
		"strength=0:1:4:5|FROM:TO:COUNT", //
		"steps=10:20:4|steps should be a whole number from 1 to 1000, but is \"13.333333\".", //
		"seed=-1,2|The axis seed should have whole numbers from 0 on, but has \"-1\"", //
		"seed=-1:1:3|The axis seed should have whole numbers from 0 on", //
		"scheduler=Eule|Eule", //
		"loraweight=500|loraweight should be a number from -100 to 100, but is \"500\".", //
		"prompt=cat|The axis prompt should be WORD->OTHER->... or WORD,OTHER,...", //
		"prompt=,dog|The axis prompt should be WORD", //
		"exact=perhaps|exact should be true or false" })
	void whatIsNoAxisIsRefused(String text, String sentence) {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Axis.parse(text));
		assertTrue(e.getMessage().contains(sentence), e.getMessage());
	}

	@Test
	void replacementsTakeThePlaceOfAllThatIsFound() {
		Axis axis = Axis.parse("prompt=cat->big dog");
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.PROMPT, "a cat, (cat:1.2)");
		assertEquals("a cat, (cat:1.2)", axis.apply(settings, 0).get(Img2ImgSettings.PROMPT));
		assertEquals("a big dog, (big dog:1.2)", axis.apply(settings, 1).get(Img2ImgSettings.PROMPT));
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> axis.apply(Img2ImgSettings.defaults(),
			1));
		assertEquals("The axis prompt is to replace \"cat\", but the prompt \"\" does not have it.", e.getMessage());
	}

	@Test
	void amountsBesideEachOtherHaveTheSameDecimals() {
		assertEquals("0.50 0.75 1.00", aligned("strength=0.5:1:3"));
		assertEquals("-1 0 1", aligned("lora=-1:1:3"));
		assertEquals("5 10 200", aligned("steps=5,10,200"));
		assertEquals("Euler DPM++ 2M", aligned("scheduler=Euler,DPM++ 2M"));
	}

	private static String aligned(String text) {
		Axis axis = Axis.parse(text);
		return IntStream.range(0, axis.size()).mapToObj(axis::aligned).collect(Collectors.joining(" "));
	}

	@Test
	void amountsHavePlacesAndNamesHaveNumbers() {
		assertEquals(0.75, Axis.parse("strength=0.65:0.95:4").place(1));
		assertEquals(1, Axis.parse("seed=7,70").place(1));
		assertTrue(Axis.parse("guidance=1,2").isNumeric());
		assertFalse(Axis.parse("scheduler=DDIM").isNumeric());
	}

	@Test
	void gridIsTwoAxesInOneText() {
		Grid grid = Grid.parse("  scheduler=DPM++ 2M Karras,Euler a   lora=0.5:1:6 ");
		assertEquals("scheduler=Euler a lora=0.6", grid.label(1, 1));
		assertEquals(12, grid.size());
		assertEquals("strength=0.65 lora=0.5", Grid.parse("").label(0, 0));
		assertEquals("strength=0.95 lora=1", Grid.parse("", " ").label(3, 5));
		assertEquals("prompt=a b=c strength=0.5", Grid.parse("prompt=x->a b=c strength=0.5").label(1, 0));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"strength=0.5,1|A grid should have two axes, rows and columns", //
		"strength=0.5 eta=1 steps=3|has 3; an axis may have a single value.", //
		"strength=0.5 strength=1|Both axes of the grid are strength", //
		"nonsense|A grid should have two axes" })
	void whatIsNoGridIsRefused(String text, String sentence) {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Grid.parse(text));
		assertTrue(e.getMessage().contains(sentence), e.getMessage());
	}

	@Test
	void weightsWantALoraThatFollowsThem() {
		refuse("There is no LoRA, whose weight the grid could vary; name one as lora", "", Img2ImgSettings.defaults());
		refuse("Every LoRA in \"style:0.8\" has a weight of its own", "", Img2ImgSettings.defaults().with(
			Img2ImgSettings.LORA, "style:0.8"));
		Grid.parse("").check(Img2ImgSettings.defaults().with(Img2ImgSettings.LORA, "style:0.8;other"));
		Grid.parse("lora=style,other loraweight=0,1").check(Img2ImgSettings.defaults());
		Grid.parse("strength=0.5,1 guidance=1").check(Img2ImgSettings.defaults());
	}

	@Test
	void variationsAndMissingWordsAreRefused() {
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		refuse("variations should be 1 in a grid, but is 3", "strength=0.5 guidance=1", settings.with(
			Img2ImgSettings.VARIATIONS, 3));
		refuse("the prompt \"\" does not have it", "prompt=a->b guidance=1", settings);
	}

	private static void refuse(String sentence, String axes, Img2ImgSettings settings) {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Grid.parse(axes).check(settings));
		assertTrue(e.getMessage().contains(sentence), e.getMessage());
	}
}
