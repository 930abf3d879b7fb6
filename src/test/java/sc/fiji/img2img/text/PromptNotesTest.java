package sc.fiji.img2img.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Syntax of other programs is not taken as words without a word. */
class PromptNotesTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a [cat:dog:0.5] b;[cat:dog:0.5];prompt editing", "[dog:10];[dog:10];prompt editing",
		"[cat::.5];[cat::.5];prompt editing", "a cat AND a dog;AND;several prompts", "{red,green};;", "__color__;__color__;wildcard",
		"embedding:bad-hands, x;embedding:bad-hands;an embedding", "(word:1,3);:1,3);a weight with a comma" })
	void whatIsTakenAsWordsIsSaid(String line) {
		String[] parts = line.split(";", -1);
		List<String> notes = PromptNotes.of(parts[0]);
		assertEquals(parts[1].isEmpty() ? 0 : 1, notes.size(), notes.toString());
		if (!notes.isEmpty()) assertTrue(notes.get(0).contains("\"" + parts[1] + "\"") && notes.get(0).contains(parts[2]), notes
			.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "[cat|dog]", "{red|green}" })
	void alternativesAreSaid(String prompt) {
		assertTrue(PromptNotes.of("a " + prompt).get(0).contains("\"" + prompt + "\""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nuclei, sharp", "(word:1.3) [dull]", "a photo: of 1:2 cats", "ANDROMEDA and SAND", "a_b __", "[a: b]" })
	void plainPromptsNeedNoNote(String prompt) {
		assertEquals(List.of(), PromptNotes.of(prompt));
	}
}
