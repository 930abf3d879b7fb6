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
package sc.fiji.img2img.diffusion.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatMathTest {

	@ParameterizedTest
	@CsvSource({ "0.02916753478348255, -3.534698963165283", "14.614646911621094, 2.6820242404937744", "1, 0",
		"0.5, -0.6931471824645996", "2.9999999242136255e-05, -10.414313316345215", "4096, 8.317766189575195",
		"1.4142135381698608, 0.3465735912322998", "0.7071067690849304, -0.3465735912322998", "1.5, 0.40546509623527527",
		"0, -Infinity", "Infinity, Infinity" })
	void logarithmsAreThoseOfNumpy(float x, float log) {
		assertEquals(log, FloatMath.numpyLog(x));
	}

	@Test
	void numpyDoesNotAlwaysRoundToTheNearest() {
		assertNotEquals(FloatMath.log(1.4142135f), FloatMath.numpyLog(1.4142135f));
	}

	@Test
	void evenlySpacedValuesAreThoseOfTorch() {
		assertArrayEquals(new float[] { 0.1f, 0.19999999f, 0.29999998f, 0.4f, 0.5f, 0.6f, 0.7f }, FloatMath.linspace(0.1,
			0.7, 7));
		assertArrayEquals(new float[] { 0.1f }, FloatMath.linspace(0.1, 0.7, 1));
	}

	@Test
	void evenlySpacedValuesAreThoseOfNumpy() {
		assertArrayEquals(new double[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7 }, FloatMath.linspaceDouble(0.1, 0.7, 7));
		assertArrayEquals(new double[] { 0.1 }, FloatMath.linspaceDouble(0.1, 0.7, 1));
	}
}
