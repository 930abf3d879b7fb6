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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.WholeImage;

/** Images are scaled and come back, part by part as at once. */
class ScalingTest {

	private static final float[] PIL_3 = { 0.1889698f, 0.1519617f, 0.246746f };

	private static final float[] PIL_13 = { -0.03666201f, 0.2250312f, 0.4921342f, -0.07090635f, -0.06353479f, 0.6976737f, 0.5390625f, 0.04478764f, -0.4305765f, -0.3372283f, 0.2223984f, 0.6751103f, 0.9208275f };

	@Property(tries = 200)
	void partsAreThoseOfTheWhole(@ForAll @IntRange(min = 1, max = 40) int width, @ForAll @IntRange(min = 1, max = 40) int height,
		@ForAll @IntRange(min = 1, max = 60) int tenths, @ForAll @IntRange(min = 0, max = 99) int from)
	{
		Scaling scaling = Scaling.by(tenths / 10.0, width, height);
		ImageSource scaled = scaling.scale(ImageSource.of(waves(width, height)));
		long left = (long) scaled.width() * from / 100;
		long top = (long) scaled.height() * (99 - from) / 100;
		Interval part = FinalInterval.createMinSize(left, top, (scaled.width() - left + 1) / 2, (scaled.height() - top + 1) / 2);
		assertArrayEquals(ImageSource.of(scaled.whole()).part(part).data(), scaled.part(part).data());
	}

	/** By PIL 13: Image.fromarray(a).resize((columns, 1), Image.BICUBIC), of floats. */
	@Example
	void weightsAreThoseOfPil() {
		Tensor line = Tensor.of(new float[] { 0, 0.5f, -0.25f, 0.75f, 0.125f, -0.5f, 0.25f, 0.875f }, 1, 1, 1, 8);
		assertArrayEquals(PIL_3, Scaling.by(3 / 8.0, 8, 1).scale(ImageSource.of(line)).whole().data(), 1e-6f);
		assertArrayEquals(PIL_13, Scaling.by(13 / 8.0, 8, 1).scale(ImageSource.of(line)).part(new FinalInterval(13, 1)).data(),
			1e-6f);
	}

	@Property(tries = 100)
	void flatImagesStayFlat(@ForAll @IntRange(min = 1, max = 40) int width, @ForAll @IntRange(min = 1, max = 60) int tenths) {
		float[] grey = new float[width * 7];
		Arrays.fill(grey, 0.375f);
		for (float value : Scaling.by(tenths / 10.0, width, 7).scale(ImageSource.of(Tensor.of(grey, 1, 1, 7, width))).whole()
			.data())
			assertEquals(0.375f, value, 1e-6f);
	}

	@Example
	void whatIsEnlargedComesBack() {
		Tensor image = waves(48, 40);
		Tensor enlarged = Scaling.by(3.3, 48, 40).scale(ImageSource.of(image)).whole();
		assertEquals(158, enlarged.dim(3));
		assertArrayEquals(image.data(), back(Scaling.by(3.3, 48, 40), enlarged, 32).data(), 0.01f);
	}

	@Example
	void itComesBackOnceAllOfItIsThere() {
		Scaling scaling = Scaling.by(0.25, 3000, 2000);
		Tensor image = waves(750, 500);
		Tensor result = back(scaling, image, 200);
		assertArrayEquals(new long[] { 1, 3, 2000, 3000 }, result.shape());
		assertArrayEquals(back(scaling, image, 750).data(), result.data());
	}

	@Example
	void valuesStayWithinTheirRange() {
		float[] edge = new float[64];
		for (int i = 0; i < edge.length; i++)
			edge[i] = i % 8 < 4 ? -1 : 1;
		for (float value : Scaling.by(5, 8, 8).scale(ImageSource.of(Tensor.of(edge, 1, 1, 8, 8))).whole().data())
			assertTrue(value >= -1 && value <= 1, value + " is beyond");
	}

	@Example
	void whatIsNotScaledIsNotTouched() {
		ImageSource source = ImageSource.of(waves(5, 7));
		ImageSink sink = (image, part) -> {};
		Mask mask = Mask.of(new boolean[35], 5, 7);
		Scaling none = Scaling.by(1, 5, 7);
		assertTrue(none.isNone());
		assertSame(source, none.scale(source));
		assertSame(sink, none.back(sink));
		assertSame(mask, none.scale(mask));
	}

	@Example
	void scaledMasksShowAllThatIsInside() {
		boolean[] inside = new boolean[10 * 10];
		inside[5 * 10 + 3] = true;
		assertMask(Scaling.by(0.25, 10, 10).scale(Mask.of(inside, 10, 10)), 3, 0, 1, 1, 1);
		assertMask(Scaling.by(3, 10, 10).scale(Mask.of(inside, 10, 10)), 30, 9, 11, 15, 17);
		assertMask(Scaling.by(1.5, 10, 10).scale(Mask.of(inside, 10, 10)), 15, 4, 5, 7, 8);
	}

	// -- Helper methods --

	/** Inside from one column and row to another. */
	private static void assertMask(Mask mask, int size, int left, int right, int top, int bottom) {
		for (int y = 0; y < size; y++)
			for (int x = 0; x < size; x++)
				assertEquals(x >= left && x <= right && y >= top && y <= bottom, mask.contains(y * size + x), x + ", " + y);
	}

	/** What a sink gets of a scaled image that it is handed in strips. */
	private static Tensor back(Scaling scaling, Tensor scaled, int strip) {
		List<Interval> parts = new ArrayList<>();
		WholeImage whole = WholeImage.of(3000, 2000);
		WholeImage[] result = { whole };
		ImageSink sink = scaling.back((image, part) -> {
			parts.add(part);
			if (parts.size() == 1 && part.dimension(0) != 3000) result[0] = WholeImage.of((int) part.dimension(0), (int) part
				.dimension(1));
			result[0].accept(image, part);
		});
		ImageSource source = ImageSource.of(scaled);
		for (int left = 0; left < scaled.dim(3); left += strip) {
			assertTrue(parts.isEmpty(), "it is handed on too early");
			Interval part = FinalInterval.createMinSize(left, 0, Math.min(strip, scaled.dim(3) - left), scaled.dim(2));
			sink.accept(source.part(part), part);
		}
		assertTrue(result[0].isComplete());
		return result[0].tensor();
	}

	private static Tensor waves(int width, int height) {
		float[] data = new float[3 * width * height];
		for (int i = 0; i < data.length; i++)
			data[i] = (float) (0.8 * Math.sin(i % width / 5.0) * Math.cos(i / width / 7.0));
		return Tensor.of(data, 1, 3, height, width);
	}
}
