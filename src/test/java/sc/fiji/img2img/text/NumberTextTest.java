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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are read as people type them, in any script, and never by the language of the system. */
class NumberTextTest {

	@ParameterizedTest
	@CsvSource({ "0.8, 0.8", "8e-1, 0.8", "+.5, 0.5", ".5, 0.5", "2., 2", "-1.25, -1.25", "0.80, 0.8", "' 1 ', 1",
		"٠٫٨, 0.8", "٠.٨, 0.8", "۰٫۸, 0.8", "०.८, 0.8", "０．８, 0.8", "－1, -1", "−0.5, -0.5", "1E2, 100" })
	void everySpellingIsRead(String text, double value) {
		assertEquals(value, NumberText.read(text));
		assertTrue(NumberText.isMeant(text), text);
	}

	@Test
	void thereIsOneZeroAndNoEndlessNumber() {
		assertEquals(0, Double.compare(0.0, NumberText.read("-0")));
		assertEquals(Double.POSITIVE_INFINITY, NumberText.read("1e400"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0,8", ",5", "1.2.3", "80%", "NaN", "nan", "Infinity", "-inf", "1e", "1_000", "0.8x" })
	void whatIsMeantAsANumberButIsNoneIsKnown(String text) {
		assertTrue(Double.isNaN(NumberText.read(text)), text);
		assertTrue(NumberText.isMeant(text), text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "style", "v1.5", "0x10", "C", "\\lora\\a", "0.5.safetensors", "½", "8²", "one", "1d", "1f" })
	void namesAreNoNumbers(String text) {
		assertTrue(Double.isNaN(NumberText.read(text)), text);
		assertFalse(NumberText.isMeant(text), text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "0,8|0.8", ",5|0.5", "-1,25|-1.25", "٠،٨|0.8", "０，８|0.8" })
	void aCommaIsAnsweredWithAPoint(String text, String written) {
		assertEquals(" Numbers have a point: " + written + ".", NumberText.hint(text));
	}

	@Test
	void otherTextsHaveNoHint() {
		assertEquals("", NumberText.hint("0.8"));
		assertEquals("", NumberText.hint("1,2,3"));
	}

	@Test
	void wholeNumbersAreReadInAnyScript() {
		assertEquals(20, NumberText.readWhole("٢٠"));
		assertEquals(-1, NumberText.readWhole(" -1 "));
		assertThrows(NumberFormatException.class, () -> NumberText.readWhole("1.5"));
		assertThrows(NumberFormatException.class, () -> NumberText.readWhole("9".repeat(40)));
	}
}
