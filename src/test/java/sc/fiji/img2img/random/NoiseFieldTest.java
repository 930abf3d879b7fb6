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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

/** A place has the same noise in whatever part of the plane it is seen. */
class NoiseFieldTest {

	@Test
	void partsAreOfOnePlane() {
		NoiseField whole = NoiseField.of(NoiseDevice.CPU, 7, 0, 0, 100, 90);
		NoiseField part = NoiseField.of(NoiseDevice.CPU, 7, 30, 41, 50, 20);
		for (int draw = 0; draw < 3; draw++) {
			float[] all = whole.next(4 * 90 * 100);
			float[] some = part.next(4 * 20 * 50);
			for (int c = 0; c < 4; c++)
				for (int y = 0; y < 20; y++)
					assertArrayEquals(Arrays.copyOfRange(all, (c * 90 + y + 41) * 100 + 30, (c * 90 + y + 41) * 100 + 80), Arrays
						.copyOfRange(some, (c * 20 + y) * 50, (c * 20 + y + 1) * 50));
		}
	}

	@Test
	void drawsSeedsAndPlacesDiffer() {
		NoiseField field = NoiseField.of(NoiseDevice.CPU, 7, 0, 0, 32, 32);
		float[] first = field.next(1024);
		assertFalse(Arrays.equals(first, field.next(1024)));
		assertFalse(Arrays.equals(first, NoiseField.of(NoiseDevice.CPU, 8, 0, 0, 32, 32).next(1024)));
		assertFalse(Arrays.equals(first, NoiseField.of(NoiseDevice.CPU, 7, 32, 0, 32, 32).next(1024)));
		assertFalse(Arrays.equals(first, NoiseField.of(NoiseDevice.CPU, 7, 0, 32, 32, 32).next(1024)));
	}

	@Test
	void itIsNormal() {
		float[] values = NoiseField.of(NoiseDevice.CPU, 1, 100, 200, 300, 200).next(4 * 300 * 200);
		double mean = 0;
		double squares = 0;
		for (float value : values) {
			mean += value / values.length;
			squares += value * value / values.length;
		}
		assertEquals(0, mean, 0.01);
		assertEquals(1, squares, 0.01);
	}

	@Test
	void countsThatDoNotFitAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> NoiseField.of(NoiseDevice.CPU, 1, 0, 0, 8, 8).next(65));
	}
}
