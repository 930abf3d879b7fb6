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
