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
package sc.fiji.img2img.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.image.ij.Feather;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.image.ij.SeenMask;

/** Only what the mask allows changes. */
class MaskBlendTest {

	private static final int SIZE = 48;

	private static final double FEATHER = 4;

	@Test
	void outsideEveryBitStays() {
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		for (ImageProcessor original : List.of(TestImages.rgb(SIZE, SIZE), TestImages.bytes(SIZE, SIZE), TestImages.shorts(
			SIZE, SIZE), oddFloats()))
		{
			ImageProcessor changed = blend(mask, FEATHER, inverted(original), original);
			for (int i = 0; i < SIZE * SIZE; i++)
				if (mask.get(i) == 0) assertEquals(original.get(i), changed.get(i), original + " at " + i);
		}
	}

	@Test
	void theMiddleIsAllNewAndTheEdgeFades() {
		ImageProcessor original = new FloatProcessor(SIZE, SIZE);
		ImageProcessor changed = new FloatProcessor(SIZE, SIZE);
		changed.set(1);
		changed = blend(TestImages.mask(SIZE, SIZE), FEATHER, changed, original);
		assertEquals(1, changed.getf(SIZE / 2, SIZE / 2));
		for (int x = SIZE / 4; x < SIZE / 2; x++) {
			assertTrue(changed.getf(x, SIZE / 2) > 0);
			assertTrue(changed.getf(x, SIZE / 2) >= changed.getf(x - 1, SIZE / 2));
		}
		assertTrue(changed.getf(SIZE / 4, SIZE / 2) < 1);
	}

	@Test
	void withoutAFeatherTheEdgeIsHard() {
		ImageProcessor original = new FloatProcessor(SIZE, SIZE);
		ImageProcessor changed = new FloatProcessor(SIZE, SIZE);
		changed.set(1);
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		changed = blend(mask, 0, changed, original);
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(mask.get(i) == 0 ? 0 : 1, changed.getf(i));
	}

	@Test
	void theMaskIsNotChanged() {
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		blend(mask, FEATHER, TestImages.rgb(SIZE, SIZE), TestImages.rgb(SIZE, SIZE));
		ByteProcessor same = TestImages.mask(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(same.get(i), mask.get(i));
	}

	private static ImageProcessor blend(ByteProcessor mask, double feather, ImageProcessor changed,
		ImageProcessor original)
	{
		ImageProcessor blend = changed.duplicate();
		MaskBlend.of(Feather.of(SeenMask.mask(mask), feather)).apply(Processors.plane(blend), Processors.plane(original));
		return blend;
	}

	/** With values that arithmetic does not keep. */
	private static FloatProcessor oddFloats() {
		FloatProcessor image = TestImages.floats(SIZE, SIZE);
		image.setf(0, Float.NaN);
		image.set(1, 0x7fc12345);
		image.setf(2, Float.NEGATIVE_INFINITY);
		image.setf(3, -0f);
		image.setf(4, Float.MIN_VALUE);
		return image;
	}

	private static ImageProcessor inverted(ImageProcessor image) {
		ImageProcessor changed = image.duplicate();
		changed.invert();
		return changed;
	}
}
