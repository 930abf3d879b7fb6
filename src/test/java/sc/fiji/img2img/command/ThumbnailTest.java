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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.tensor.Tensor;

/** Small copies show what is displayed, in the image's proportions. */
class ThumbnailTest {

	@Test
	void proportionsAreKept() {
		assertArrayEquals(new long[] { 1, 3, 36, 72 }, Thumbnail.of(new ImagePlus("a", new ByteProcessor(2000, 1000))).shape());
		assertArrayEquals(new long[] { 1, 3, 72, 1 }, Thumbnail.of(new ImagePlus("a", new ByteProcessor(3, 4000))).shape());
		assertArrayEquals(new long[] { 1, 3, 72, 72 }, Thumbnail.of(new ImagePlus("a", new ByteProcessor(16, 16))).shape());
	}

	@Test
	void blackAndWhiteAreWhatIsDisplayedSo() {
		ShortProcessor pixels = new ShortProcessor(200, 100);
		pixels.setRoi(100, 0, 100, 100);
		pixels.setColor(4000);
		pixels.fill();
		pixels.setMinAndMax(0, 8000);
		Tensor small = Thumbnail.of(new ImagePlus("a", pixels));
		assertEquals(-1, small.data()[18 * 72 + 5], 1e-6);
		assertEquals(0, small.data()[18 * 72 + 60], 0.02);
	}

	@Test
	void coloursStay() {
		ColorProcessor pixels = new ColorProcessor(100, 100);
		pixels.setColor(0xff8000);
		pixels.fill();
		float[] data = Thumbnail.of(new ImagePlus("a", pixels)).data();
		assertArrayEquals(new float[] { 1, 2 * 128 / 255f - 1, -1 }, new float[] { data[0], data[72 * 72], data[2 * 72 * 72] }, 1e-6f);
	}
}
