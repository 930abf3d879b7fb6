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
package sc.fiji.img2img.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PhiloxGeneratorTest {

	/** The known answers that the authors of Philox publish with Random123: counter, key, result. */
	@ParameterizedTest
	@CsvSource({
		"00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
		"ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
		"243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1" })
	void knownAnswersComeOut(String counter, String key, String expected) {
		int[] words = words(counter);
		int[] keys = words(key);
		Philox.scramble(words, keys[0], keys[1]);
		assertArrayEquals(words(expected), words);
	}

	/**
	 * Published print-outs of torch 2 on CUDA after manual_seed(0): the beginnings of a draw of 80 values, one of 10,
	 * and again one of 80.
	 */
	@Test
	void threeCallsAreThoseOfTorchOnCuda() {
		NoiseSource noise = PhiloxGenerator.of(0);
		assertArrayEquals(new float[] { -0.9247f, -0.4253f, -2.6438f, 0.1452f, -0.1209f, -0.5797f, -0.6229f, -0.3284f,
			-1.0745f, -0.3631f, -1.6711f, 2.2655f }, beginning(noise.next(80), 12), 6e-5f);
		assertArrayEquals(new float[] { 0.1808f, -0.5523f, 0.9238f, -0.7350f, 1.3800f, 0.8676f, 0.1297f, -0.9406f,
			0.8109f, 0.8821f }, noise.next(10), 6e-5f);
		assertArrayEquals(new float[] { 2.5441f, -0.7163f, -0.4934f, 0.1267f, 0.1014f, -0.4035f, 0.9023f, 0.8099f,
			-0.6884f, 0.1372f, 1.0377f, 0.0925f }, beginning(noise.next(80), 12), 6e-5f);
	}

	/** More digits of the first call, as AUTOMATIC1111's source states them. */
	@Test
	void firstCallAgreesWithAutomatic1111ToSixDigits() {
		float[] expected = { -0.92466259f, -0.42534415f, -2.6438457f, 0.14518388f, -0.12086647f, -0.57972564f,
			-0.62285122f, -0.32838709f, -1.07454231f, -0.36314407f, -1.67105067f, 2.26550497f };
		assertArrayEquals(expected, PhiloxGenerator.of(0).next(12), 5e-7f);
	}

	@Property(tries = 50)
	void elementsDoNotDependOnTheCount(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) final long seed,
		@ForAll @IntRange(min = 1, max = 200) final int count)
	{
		assertArrayEquals(beginning(PhiloxGenerator.of(seed).next(300), count), PhiloxGenerator.of(seed).next(count));
	}

	@Property(tries = 50)
	void upperHalfOfTheSeedCounts(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) final long seed) {
		assertNotEquals(PhiloxGenerator.of(seed).next(1)[0], PhiloxGenerator.of(seed ^ 1L << 40).next(1)[0]);
	}

	@Property(tries = 20)
	void noiseIsStandardNormal(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) final long seed) {
		Moments.of(PhiloxGenerator.of(seed).next(1 << 16)).assertStandardNormal();
	}

	@Test
	void drawingNothingIsRefused() {
		NoiseSource noise = PhiloxGenerator.of(1);
		assertThrows(IllegalArgumentException.class, () -> noise.next(0));
	}

	@Test
	void devicesGiveTheirGenerators() {
		assertArrayEquals(TorchCpuGenerator.of(5).next(20), NoiseDevice.CPU.seeded(5).next(20));
		assertArrayEquals(PhiloxGenerator.of(5).next(20), NoiseDevice.CUDA.seeded(5).next(20));
	}

	private static float[] beginning(float[] values, int count) {
		return Arrays.copyOf(values, count);
	}

	private static int[] words(String hex) {
		return Arrays.stream(hex.trim().split(" ")).mapToInt(word -> Integer.parseUnsignedInt(word, 16)).toArray();
	}
}
