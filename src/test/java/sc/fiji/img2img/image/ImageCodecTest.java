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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.tensor.Tensor;

/** What goes in comes out. */
class ImageCodecTest {

	@Example
	void allBytesComeBack() {
		ByteProcessor image = new ByteProcessor(16, 16);
		for (int i = 0; i < 256; i++)
			image.set(i, i);
		assertArrayEquals((byte[]) image.getPixels(), (byte[]) roundTrip(image).getPixels());
	}

	@Property(tries = 200)
	void allBytesWithinTheDisplayRangeComeBack(@ForAll @IntRange(max = 254) int min,
		@ForAll @IntRange(min = 1, max = 255) int span)
	{
		int max = Math.min(255, min + span);
		ByteProcessor image = new ByteProcessor(16, 16);
		for (int i = 0; i < 256; i++)
			image.set(i, i);
		image.setMinAndMax(min, max);
		ImageProcessor same = roundTrip(image);
		for (int i = 0; i < 256; i++)
			assertEquals(Math.max(min, Math.min(max, i)), same.get(i));
	}

	@Example
	void allColoursOfEachChannelComeBack() {
		ColorProcessor image = new ColorProcessor(16, 16);
		for (int i = 0; i < 256; i++)
			image.set(i, i << 16 | (255 - i) << 8 | i * 7 & 0xff);
		ImageProcessor same = roundTrip(image);
		for (int i = 0; i < 256; i++)
			assertEquals(image.get(i) & 0xffffff, same.get(i) & 0xffffff);
	}

	@Example
	void coloursAreThoseOfDiffusers() {
		ColorProcessor image = new ColorProcessor(3, 1);
		image.set(0, 0xff0080);
		image.set(1, 0x010203);
		float[] data = Processors.codec(image).encode().data();
		assertEquals(1, data[0]);
		assertEquals(-1, data[3]);
		assertEquals(2 * (128 / 255f) - 1, data[6]);
		assertEquals(2 * (3 / 255f) - 1, data[7]);
	}

	@Example
	void sixteenBitsComeBack() {
		ShortProcessor image = new ShortProcessor(256, 256);
		for (int i = 0; i < 65536; i++)
			image.set(i, i);
		image.setMinAndMax(0, 65535);
		assertArrayEquals((short[]) image.getPixels(), (short[]) roundTrip(image).getPixels());
	}

	@Example
	void floatsComeBackToSixDigits() {
		FloatProcessor image = TestImages.floats(40, 30);
		image.multiply(1000);
		image.resetMinAndMax();
		assertArrayEquals((float[]) image.getPixels(), (float[]) roundTrip(image).getPixels(), 1e-3f);
	}

	@Example
	void aFlatImageStaysFlat() {
		FloatProcessor image = new FloatProcessor(4, 4);
		image.set(7.5);
		image.resetMinAndMax();
		assertArrayEquals(new float[48], Processors.codec(image).encode().data());
		assertArrayEquals((float[]) image.getPixels(), (float[]) roundTrip(image).getPixels());
	}

	@Example
	void valuesBeyondTheScaleAreClipped() {
		ByteProcessor template = new ByteProcessor(2, 1);
		ImageProcessor result = Processors.of(Processors.codec(template).decode(Tensor.of(new float[] { -7, 7, -7, 7, -7, 7 }, 1,
			3, 1, 2)));
		assertEquals(0, result.get(0));
		assertEquals(255, result.get(1));
	}

	private static ImageProcessor roundTrip(ImageProcessor image) {
		ImageCodec codec = Processors.codec(image);
		return Processors.of(codec.decode(codec.encode()));
	}
}
