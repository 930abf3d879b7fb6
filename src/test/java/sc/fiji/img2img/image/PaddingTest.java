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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/** Images are enlarged by reflection and cropped back. */
class PaddingTest {

	@Property(tries = 200)
	void paddingIsUndoneByCropping(@ForAll @IntRange(min = 1, max = 40) int width,
		@ForAll @IntRange(min = 1, max = 40) int height, @ForAll @IntRange(min = 1, max = 64) int granularity)
	{
		Tensor image = image(width, height);
		Padding padding = Padding.toMultiple(width, height, granularity);
		Tensor padded = pad(padding, image);
		assertEquals(0, padded.dim(2) % granularity);
		assertEquals(0, padded.dim(3) % granularity);
		assertTrue(padded.dim(2) - height < granularity && padded.dim(3) - width < granularity);
		assertArrayEquals(image.shape(), padding.crop(padded).shape());
		assertArrayEquals(image.data(), padding.crop(padded).data());
	}

	@Property(tries = 200)
	void whatIsAddedIsTheMirrorImage(@ForAll @IntRange(min = 1, max = 9) int width,
		@ForAll @IntRange(min = 1, max = 9) int height)
	{
		Tensor image = image(width, height);
		Tensor padded = pad(Padding.to(width, height, 24, 20), image);
		for (int c = 0; c < 2; c++)
			for (int y = 0; y < 20; y++)
				for (int x = 0; x < 24; x++)
					assertEquals(image.data()[(c * height + mirror(y, height)) * width + mirror(x, width)], padded.data()[(c * 20 +
						y) * 24 + x]);
	}

	@Property(tries = 300)
	void partsArePartsOfTheWhole(@ForAll @IntRange(min = 1, max = 30) int width, @ForAll @IntRange(min = 1,
		max = 30) int height, @ForAll @IntRange(min = 0, max = 31) int left, @ForAll @IntRange(min = 0, max = 31) int top,
		@ForAll @IntRange(min = 1, max = 12) int edge)
	{
		Tensor image = image(width, height);
		Padding padding = Padding.to(width, height, 32, 32);
		Interval part = FinalInterval.createMinMax(left, top, Math.min(31, left + edge - 1), Math.min(31, top + edge - 1));
		Tensor expected = ImageSource.of(pad(padding, image)).part(part);
		Tensor actual = padding.pad(ImageSource.of(image)).part(part);
		assertArrayEquals(expected.shape(), actual.shape());
		assertArrayEquals(expected.data(), actual.data());
	}

	@Property(tries = 100)
	void partsAreCroppedToTheImage(@ForAll @IntRange(min = 1, max = 32) int width, @ForAll @IntRange(min = 1,
		max = 32) int height)
	{
		Tensor image = image(width, height);
		Padding padding = Padding.to(width, height, 32, 32);
		float[] collected = new float[width * height];
		ImageSink sink = padding.crop((part, place) -> {
			for (int y = 0; y < part.dim(2); y++)
				for (int x = 0; x < part.dim(3); x++)
					collected[((int) place.min(1) + y) * width + (int) place.min(0) + x] += part.data()[y * part.dim(3) + x];
		});
		ImageSource padded = ImageSource.of(pad(padding, image));
		for (int y = 0; y < 32; y += 8)
			for (int x = 0; x < 32; x += 16)
				sink.accept(padded.part(FinalInterval.createMinSize(x, y, 16, 8)), FinalInterval.createMinSize(x, y, 16, 8));
		assertArrayEquals(Arrays.copyOf(image.data(), width * height), collected);
	}

	@Example
	void anImageThatFitsIsNotTouched() {
		Tensor image = image(16, 8);
		Padding padding = Padding.toMultiple(16, 8, 8);
		assertSame(image, pad(padding, image));
		assertSame(image, padding.crop(image));
	}

	@Example
	void anImageThatIsTooLargeIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> Padding.to(17, 8, 16, 8));
	}

	private static Tensor pad(Padding padding, Tensor image) {
		return padding.pad(ImageSource.of(image)).whole();
	}

	/** There and back again, the edge itself included. */
	private static int mirror(int position, int size) {
		int phase = position % (2 * size);
		return phase < size ? phase : 2 * size - 1 - phase;
	}

	private static Tensor image(int width, int height) {
		float[] data = new float[2 * width * height];
		for (int i = 0; i < data.length; i++)
			data[i] = i;
		return Tensor.of(data, 1, 2, height, width);
	}
}
