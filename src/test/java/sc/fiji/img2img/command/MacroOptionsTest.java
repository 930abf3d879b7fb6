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
