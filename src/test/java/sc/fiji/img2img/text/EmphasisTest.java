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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks of five tokens with two channels each. */
class EmphasisTest {

	private static final float[] ONE_CHUNK = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };

	@TempDir
	Path directory;

	private ClipTokenizer tokenizer;

	@BeforeEach
	void open() throws IOException {
		tokenizer = SmallTokenizer.open(directory, 5);
	}

	/** Begin, a, b, end, padding: 3 and 4 are doubled, and the sum of 62 is brought back to 55. */
	@Test
	void weightMultipliesATokenAndTheMeanIsRestored() {
		float scale = 55f / 62;
		float[] expected = { 1, 2, 6, 8, 5, 6, 7, 8, 9, 10 };
		for (int i = 0; i < expected.length; i++) {
			expected[i] *= scale;
		}
		assertArrayEquals(expected, Emphasis.apply(ONE_CHUNK, chunks("(a:2) b")), 1e-6f);
	}

	@Test
	void weightsOfOneChangeNoBit() {
		float[] values = { 1e-30f, -3.3333333f, Float.MIN_VALUE, -0f, 7.7f, 1e20f, 0.1f, 0.2f, 0.3f, 0.7f };
		float[] result = Emphasis.apply(values, chunks("a b"));
		assertNotSame(values, result);
		for (int i = 0; i < values.length; i++) {
			assertEquals(Float.floatToRawIntBits(values[i]), Float.floatToRawIntBits(result[i]));
		}
	}

	@Test
	void everyChunkKeepsItsOwnMean() {
		float[] values = new float[20];
		for (int i = 0; i < values.length; i++) {
			values[i] = i + 1;
		}
		float[] result = Emphasis.apply(values, chunks("a BREAK (b:3)"));
		double mean = 0;
		for (int i = 0; i < 10; i++) {
			assertEquals(values[i], result[i]);
			mean += result[10 + i] / 10;
		}
		assertEquals(15.5, mean, 1e-5);
		assertEquals(3 * values[12] / values[10], result[12] / result[10], 1e-5);
	}

	@Test
	void sumOfZeroIsNotDividedBy() {
		float[] values = { 1, -1, 2, -2, 3, -3, 4, -4, 5, -5 };
		assertArrayEquals(new float[] { 1, -1, 4, -4, 3, -3, 4, -4, 5, -5 }, Emphasis.apply(values, chunks("(a:2)")));
	}

	@Test
	void weightsThatCancelEachOtherOrOverflowAreRefused() {
		for (String prompt : new String[] { "(a:-6.857)", "(a:" + "9".repeat(40) + ")", "(a:" + "9".repeat(400) + ")" })
			assertTrue(assertThrows(IllegalArgumentException.class, () -> Emphasis.apply(ONE_CHUNK, chunks(prompt))).getMessage()
				.contains("choose weights nearer to 1"), prompt);
	}

	@Test
	void argumentStaysAsItIs() {
		float[] values = ONE_CHUNK.clone();
		Emphasis.apply(values, chunks("(a:2)"));
		assertArrayEquals(ONE_CHUNK, values);
	}

	@Test
	void valuesOfAnotherShapeAreRefused() {
		PromptChunks chunks = chunks("a");
		assertEquals("An encoded prompt of 1 x 5 tokens cannot have 11 values.", assertThrows(
			IllegalArgumentException.class, () -> Emphasis.apply(new float[11], chunks)).getMessage());
		assertThrows(IllegalArgumentException.class, () -> Emphasis.apply(new float[0], chunks));
	}

	private PromptChunks chunks(String prompt) {
		return PromptChunks.of(tokenizer, Prompt.of(prompt));
	}
}
