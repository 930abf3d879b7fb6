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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags never reach the text encoder: they are taken out, or refused. */
class PromptTagsTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "<lora:x:0.8>|x:0.8", "<lyco:x:0.8>|x:0.8", "<LORA:x:1>|x:1", "<LoRa:x>|x",
		"< lora : x : 1 >|x : 1", "<\tlora:x:1>|x:1", "＜lora：x:1＞|x:1", "<ＬＯＲＡ:x:1>|x:1", "<loha:x>|x", "<lokr:x>|x",
		"<lora:a b (c)[d]:1>|a b (c)[d]:1", "<lora:风格：水墨:0.8>|风格：水墨:0.8" })
	void tagsOfEverySpellingAreTakenOut(String tag, String content) {
		PromptTags tags = PromptTags.of("nuclei " + tag + ", sharp");
		assertEquals("nuclei , sharp", tags.rest());
		assertEquals(List.of(content), tags.loras());
	}

	@ParameterizedTest
	@ValueSource(strings = { "<lora:x:1", "a <lora:x:1 , sharp", "<lora:x:<lora:y:1>:1>", "<lora x:1>", "<lora>", "<lora=x:1>",
		"<LYCO x", "< lora", "<hypernet:x", "<lora;x:1>" })
	void tagsThatAreNotCompleteAreRefused(String prompt) {
		assertRefused("is no complete tag; a LoRA is asked for as <lora:NAME:WEIGHT>", prompt);
	}

	@ParameterizedTest
	@ValueSource(strings = { "lora:x:1>", "lora:x:0.8", "(lora:x:0.8)", "nuclei, LoRA:x:0.8, sharp", "&lt;lora:x:1&gt;",
		"lyco:x>" })
	void tagsWithoutBracketsAreRefused(String prompt) {
		assertRefused("without the angle brackets of a tag", prompt);
	}

	@Test
	void otherKindsAreRefused() {
		assertRefused("hypernetworks are not supported", "<hypernet:x:1>");
		assertRefused("hypernetworks are not supported", "<HyperNet:x:1>");
		assertRefused("The prompt has the tag \"<segment:face>\", but of tags only <lora:NAME:WEIGHT> is known", "<segment:face>");
		assertRefused("of tags only", "<wildcard:x>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a < b: c > d", "<3 nuclei", "x<y, z>w", "<b>", "<cat-toy>", "lora", "Lora: a portrait", "explora:x:1",
		"Lora, sharp: yes", "1 < 2 : 3 > 2", "->", "intensity <5" })
	void whatOnlyLooksSimilarIsText(String prompt) {
		assertEquals(prompt, PromptTags.of(prompt).rest());
		assertTrue(PromptTags.of(prompt).loras().isEmpty());
	}

	@Test
	void longPromptsTakeNoTime() {
		for (String part : List.of("<", "<lora", "lora:", "<a", "< ", "lora:x ", "<lora:x:1>"))
			try {
				PromptTags.of(part.repeat(200_000));
			}
			catch (IllegalArgumentException e) {
				assertTrue(e.getMessage().length() < 300, e.getMessage());
			}
	}

	private static void assertRefused(String reason, String prompt) {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> PromptTags.of(prompt));
		assertTrue(e.getMessage().contains(reason), e.getMessage());
	}
}
