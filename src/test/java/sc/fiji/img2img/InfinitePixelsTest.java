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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.grid.GridCell;
import sc.fiji.img2img.grid.GridListener;
import sc.fiji.img2img.grid.GridResult;
import sc.fiji.img2img.grid.GridRun;
import sc.fiji.img2img.image.ColorMatching;
import sc.fiji.img2img.image.RangeSource;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;

/** What a division by zero leaves in a 32-bit image stays where it is, and touches nothing else. */
class InfinitePixelsTest {

	private static final int SIZE = 64;

	@RegisterExtension
	static final OpenedModel MODEL = OpenedModel.of("sd15");

	@ParameterizedTest
	@EnumSource
	void onlyTheyStayAsTheyAre(RangeSource range) throws IOException {
		FloatProcessor plain = TestImages.floats(SIZE, SIZE);
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.RANGE, range);
		for (float[] odd : new float[][] { { Float.POSITIVE_INFINITY }, { Float.NEGATIVE_INFINITY }, {
			Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN } })
		{
			ImageProcessor pixels = with(odd);
			ImageProcessor result = Runs.of(MODEL.get(), pixels, settings);
			for (int i = 0; i < pixels.getPixelCount(); i++)
				if (i < odd.length) assertEquals(odd[i], result.getf(i));
				else assertTrue(result.getf(i) >= plain.getMin() && result.getf(i) <= plain.getMax(), result.getf(i) + " at " + i);
			assertTrue(result.getMin() >= plain.getMin() && result.getMax() <= plain.getMax(), "the result can be looked at");
		}
	}

	@Test
	void slicesOfAStackKeepOneRange() throws IOException {
		ImageStack stack = new ImageStack(SIZE, SIZE);
		stack.addSlice(with(Float.POSITIVE_INFINITY));
		FloatProcessor dim = TestImages.floats(SIZE, SIZE);
		dim.multiply(0.25);
		stack.addSlice(dim);
		ImagePlus result = MODEL.get().run(new ImagePlus("a", stack), Runs.SHORT.with(Img2ImgSettings.STACK, true)).image();
		assertEquals(3, result.getDisplayRangeMax(), 0.01);
		ImagePlus expected = new ImagePlus("b", dim);
		expected.setDisplayRange(result.getDisplayRangeMin(), result.getDisplayRangeMax());
		ImageProcessor alone = MODEL.get().run(expected, Runs.SHORT).image().getProcessor();
		for (int i = 0; i < dim.getPixelCount(); i++)
			assertEquals(alone.getf(i), result.getStack().getProcessor(2).getf(i));
	}

	@Test
	void imagesWithoutAFiniteValueComeBack() throws IOException {
		FloatProcessor pixels = new FloatProcessor(SIZE, SIZE);
		for (int i = 0; i < pixels.getPixelCount(); i++)
			pixels.setf(i, i % 2 == 0 ? Float.POSITIVE_INFINITY : Float.NaN);
		ImageProcessor result = Runs.of(MODEL.get(), pixels, Runs.SHORT);
		for (int i = 0; i < pixels.getPixelCount(); i++)
			assertEquals(pixels.getf(i), result.getf(i));
	}

	@Test
	void masksAndColourMatchesLeaveThemAlone() throws IOException {
		ImageProcessor pixels = with(Float.POSITIVE_INFINITY);
		pixels.setf(SIZE / 4 + 1, SIZE / 2, Float.NEGATIVE_INFINITY);
		pixels.setf(SIZE / 2, SIZE / 2, Float.POSITIVE_INFINITY);
		ImageProcessor result = MODEL.get().run(new ImagePlus("a", pixels), TestImages.mask(SIZE, SIZE), Runs.SHORT.with(
			Img2ImgSettings.COLORMATCH, ColorMatching.ON), RunControl.silent()).image().getProcessor();
		for (int i = 0; i < pixels.getPixelCount(); i++)
			if (Float.isInfinite(pixels.getf(i))) assertEquals(pixels.getf(i), result.getf(i));
			else assertTrue(Float.isFinite(result.getf(i)), "pixel " + i);
	}

	@Test
	void gridsCompareTheOtherPixels() throws IOException {
		Grid grid = Grid.parse("strength=0.5,1 guidance=1,2");
		GridResult plain = run(grid, TestImages.floats(SIZE, SIZE));
		GridResult odd = run(grid, with(Float.POSITIVE_INFINITY));
		for (int i = 0; i < grid.size(); i++) {
			GridCell cell = odd.cells().get(i);
			assertTrue(cell.ssim() < 0.99 && cell.difference() > 0.001, cell.ssim() + ", " + cell.difference());
			assertEquals(plain.cells().get(i).difference(), cell.difference(), 0.02);
		}
	}

	private static GridResult run(Grid grid, ImageProcessor pixels) throws IOException {
		GridListener silent = new GridListener() {};
		return GridRun.of(MODEL.get(), grid, Runs.SHORT).run(new ImagePlus("a", pixels), null, silent, new Cancellation());
	}

	private static ImageProcessor with(float... values) {
		FloatProcessor pixels = TestImages.floats(SIZE, SIZE);
		for (int i = 0; i < values.length; i++)
			pixels.setf(i, values[i]);
		pixels.resetMinAndMax();
		return pixels;
	}
}
