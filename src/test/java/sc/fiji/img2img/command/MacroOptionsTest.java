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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;

/** The macro's words are read as they are meant. */
class MacroOptionsTest {

	@Test
	void valuesEndWhereTheySeemTo() {
		assertEquals(Map.of("strength", "0.5", "prompt", "two [nice] words", "stack", "true", "negative", "a b", "steps",
			"9"), MacroOptions.read("strength=0.5 prompt=[two [nice] words]  stack negative='a b' steps=9 "));
	}

	@Test
	void keysWithinPromptsAreText() {
		assertEquals(Map.of("prompt", "the steps=3 of seed=4", "steps", "2"), MacroOptions.read(
			"prompt=[the steps=3 of seed=4] steps=2"));
	}

	@Test
	void bracketsWithoutPartnerAreText() {
		assertEquals(Map.of("prompt", "a ] b", "steps", "2"), MacroOptions.read("prompt=[a ] b] steps=2"));
		assertEquals(Map.of("prompt", "a [ b", "steps", "2"), MacroOptions.read("prompt=[a [ b] steps=2"));
		assertEquals(Map.of("prompt", "[a]"), MacroOptions.read("prompt=[[a]]"));
	}

	@Test
	void emptyAndMissingValuesAreEmpty() {
		assertEquals(Map.of(), MacroOptions.read(null));
		assertEquals(Map.of("prompt", "", "negative", ""), MacroOptions.read("prompt=[] negative="));
	}

	@Test
	void twiceAndUnknownAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> MacroOptions.read("steps=2 steps=3"));
		assertThrows(IllegalArgumentException.class, () -> MacroOptions.read("steps=2 also"));
	}

	@Property(tries = 300)
	void whatIsWrittenIsReadAgain(@ForAll @StringLength(max = 12) @CharRange(from = ' ', to = '~') String prompt,
		@ForAll boolean stack)
	{
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.PROMPT, prompt).with(
			Img2ImgSettings.STACK, stack).with(Img2ImgSettings.NEGATIVE, "b");
		Img2ImgSettings read = CommandSettings.parse(MacroOptions.read(MacroOptions.write(settings)));
		assertEquals(settings.toString(), read.toString());
	}
}
