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
package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

/** Guidance pushes from the negative towards the positive answer, and can give back the contrast it adds. */
class GuidanceTest {

	private static final float[] NEGATIVE = values(1);

	private static final float[] POSITIVE = values(2);

	@Test
	void atOneThePositiveAnswerIsAll() {
		assertFalse(Guidance.of(1, 0).isActive());
		assertFalse(Guidance.of(0, 0).isActive());
		assertTrue(Guidance.of(1.001, 0).isActive());
		assertArrayEquals(POSITIVE, Guidance.of(1, 0).apply(NEGATIVE, POSITIVE), 1e-6f);
	}

	@Test
	void theScaleIsLinear() {
		float[] guided = Guidance.of(7.5, 0).apply(NEGATIVE, POSITIVE);
		for (int i = 0; i < guided.length; i++)
			assertEquals(NEGATIVE[i] + 7.5 * (POSITIVE[i] - (double) NEGATIVE[i]), guided[i], 1e-5);
	}

	@Test
	void fullRescalingHasThePositiveAnswersDeviation() {
		assertEquals(deviation(POSITIVE), deviation(Guidance.of(7.5, 1).apply(NEGATIVE, POSITIVE)), 1e-6);
	}

	@Test
	void halfRescalingIsTheMiddle() {
		float[] none = Guidance.of(7.5, 0).apply(NEGATIVE, POSITIVE);
		float[] half = Guidance.of(7.5, 0.5).apply(NEGATIVE, POSITIVE);
		float[] full = Guidance.of(7.5, 1).apply(NEGATIVE, POSITIVE);
		for (int i = 0; i < half.length; i++)
			assertEquals((none[i] + full[i]) / 2, half[i], 1e-5);
	}

	@Test
	void theAnswersAreNotChanged() {
		float[] negative = NEGATIVE.clone();
		float[] positive = POSITIVE.clone();
		Guidance.of(3, 0.5).apply(negative, positive);
		assertArrayEquals(NEGATIVE, negative);
		assertArrayEquals(POSITIVE, positive);
	}

	@Test
	void whatIsNoNumberIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> Guidance.of(Double.NaN, 0));
		assertThrows(IllegalArgumentException.class, () -> Guidance.of(Double.POSITIVE_INFINITY, 0));
		assertThrows(IllegalArgumentException.class, () -> Guidance.of(7, 1.5));
		assertThrows(IllegalArgumentException.class, () -> Guidance.of(7, Double.NaN));
	}

	private static float[] values(int seed) {
		Random random = new Random(seed);
		float[] values = new float[256];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) random.nextGaussian();
		return values;
	}

	private static double deviation(float[] values) {
		double sum = 0;
		double squares = 0;
		for (float value : values) {
			sum += value;
			squares += (double) value * value;
		}
		return Math.sqrt((squares - sum * sum / values.length) / (values.length - 1));
	}
}
