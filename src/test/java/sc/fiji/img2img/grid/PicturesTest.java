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
package sc.fiji.img2img.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.Rectangle;
import java.io.IOException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.OpenedModel;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.run.Cancellation;

/** Montage and plot show what they are to show, where it is expected. */
@Tag("slow")
class PicturesTest {

	private static final int WHITE = 0xffffffff;

	@RegisterExtension
	static final OpenedModel MODEL = OpenedModel.of("sd15");

	@ParameterizedTest
	@ValueSource(ints = { 64, 300, 1024 })
	void cellsAndInputAreAtTheirPlaces(int size) throws IOException {
		GridResult result = run(TestImages.rgb(size, size / 2), "strength=0,0.1 guidance=1,2");
		Montage montage = Montage.of(result);
		ImageProcessor sheet = montage.draw();
		assertPixels(result.input().getProcessor(), sheet, montage.input());
		for (GridCell cell : result.cells())
			assertPixels(cell.image().getProcessor(), sheet, montage.cell(cell.row(), cell.column()));
		assertEquals(montage.cell(1, 1).getMaxX() + montage.input().x, sheet.getWidth());
		assertTrue(montage.input().getMaxX() < montage.cell(0, 0).x);
	}

	@ParameterizedTest
	@ValueSource(ints = { 64, 300 })
	void labelsAreBesideTheirCellsAndNowhereElse(int size) throws IOException {
		GridResult result = run(TestImages.rgb(size, size), "strength=0,0.1 guidance=1,2,3");
		Montage montage = Montage.of(result);
		ImageProcessor sheet = montage.draw();
		Rectangle first = montage.cell(0, 0);
		Rectangle last = montage.cell(1, 2);
		int gap = montage.cell(0, 1).x - (int) first.getMaxX();
		for (int column = 0; column < 3; column++) {
			Rectangle cell = montage.cell(0, column);
			Rectangle above = new Rectangle(cell.x, 0, cell.width, cell.y);
			assertTrue(ink(sheet, above) > 10, "column " + column + " has no label");
			// NB: the label is in the middle.
			Rectangle middle = new Rectangle(cell.x + cell.width / 3, cell.y * 2 / 3, cell.width / 3, cell.y / 3);
			assertTrue(ink(sheet, middle) > 10, "column " + column);
		}
		for (int row = 0; row < 2; row++) {
			Rectangle cell = montage.cell(row, 0);
			int labels = (int) montage.input().getMaxX() + 1;
			Rectangle beside = new Rectangle(labels, cell.y + cell.height / 3, cell.x - labels, cell.height / 3);
			assertTrue(ink(sheet, beside) > 10, "row " + row + " has no label");
		}
		assertTrue(ink(sheet, new Rectangle(montage.input().x, 0, montage.input().width, first.y)) > 10, "no label at the input");
		for (int column = 0; column < 2; column++)
			assertEquals(0, ink(sheet, new Rectangle((int) montage.cell(0, column).getMaxX(), first.y, gap, last.y + last.height -
				first.y)));
		assertEquals(0, ink(sheet, new Rectangle(0, (int) last.getMaxY(), sheet.getWidth(), sheet.getHeight() - (int) last
			.getMaxY())));
		assertEquals(0, ink(sheet, new Rectangle(0, 0, montage.input().x, sheet.getHeight())));
	}

	@Test
	void otherValuesHaveOtherLabels() throws IOException {
		ImageProcessor first = sheet("strength=0,0.1 guidance=1,2,3");
		ImageProcessor second = sheet("strength=0,0.1 guidance=1,2,4");
		assertEquals(first.getWidth(), second.getWidth());
		Rectangle changed = null;
		for (int y = 0; y < 40; y++)
			for (int x = 0; x < first.getWidth(); x++)
				if (first.get(x, y) != second.get(x, y)) {
					Rectangle pixel = new Rectangle(x, y, 1, 1);
					changed = changed == null ? pixel : changed.union(pixel);
				}
		assertTrue(changed.x > first.getWidth() - 64 && changed.width < 20, String.valueOf(changed));
	}

	@Test
	void placesOfMissingCellsAreGrey() throws IOException {
		Cancellation cancellation = new Cancellation();
		GridListener afterTwo = new GridListener() {

			@Override
			public void cell(GridCell cell, GridResult soFar) {
				if (soFar.cells().size() == 2) cancellation.cancel();
			}
		};
		GridResult result = GridRun.of(MODEL.get(), Grid.parse("strength=0.5,0.75 guidance=1,2"), settings()).run(TestImages.plus(
			TestImages.rgb(64, 64)), null, afterTwo, cancellation);
		Montage montage = Montage.of(result);
		Rectangle missing = montage.cell(1, 0);
		ImageProcessor sheet = montage.draw();
		for (int y = missing.y; y < missing.getMaxY(); y++)
			assertEquals(0xfff0f0f0, sheet.get(missing.x + 5, y));
	}

	@Test
	void curvesHaveTheirColoursAndLegends() throws IOException {
		ColorProcessor two = GridPlot.of(run(TestImages.rgb(64, 64), "strength=0.25,0.5 guidance=1,2,3")).draw();
		Axis guidance = Axis.parse("guidance=1,2,3");
		for (int i = 0; i < 3; i++)
			assertTrue(count(two, Palette.of(guidance, i).getRGB()) > 300, "curve " + i);
		ImagePlus image = TestImages.plus(TestImages.rgb(64, 64));
		ColorProcessor three = GridPlot.of(GridRun.of(MODEL.get(), Grid.parse("strength=0.25,0.5 lora=0.5,1"), settings().with(
			Img2ImgSettings.LORA, "concept.kohya")).run(image, null, GridListener.NONE, new Cancellation())).draw();
		assertTrue(three.getWidth() > two.getWidth() + 400, three.getWidth() + " after " + two.getWidth());
		assertTrue(count(three, 0xff777777) > 300, "no curve of weight 0");
	}

	@Test
	void plotsOfNamesAndOfSinglePointsAreDrawn() throws IOException {
		for (String axes : new String[] { "scheduler=DPM++ 2M SDE Heun Exponential,Euler,DDIM prompt=cells->a,b",
			"seed=1,22222222222222 strength=0", "strength=0.5 guidance=2" })
			assertTrue(ink(GridPlot.of(run(TestImages.rgb(64, 64), axes)).draw(), new Rectangle(0, 0, 1000, 600)) > 1000, axes);
	}

	// -- Helper methods --

	private static ImageProcessor sheet(String axes) throws IOException {
		return Montage.of(run(TestImages.rgb(64, 64), axes)).draw();
	}

	private static Img2ImgSettings settings() {
		return Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 4).with(Img2ImgSettings.SEED, 1L).with(
			Img2ImgSettings.PROMPT, "cells");
	}

	private static GridResult run(ColorProcessor pixels, String axes) throws IOException {
		return GridRun.of(MODEL.get(), Grid.parse(axes), settings()).run(TestImages.plus(pixels), null, GridListener.NONE,
			new Cancellation());
	}

	private static void assertPixels(ImageProcessor expected, ImageProcessor sheet, Rectangle place) {
		assertEquals(expected.getWidth(), place.width);
		assertEquals(expected.getHeight(), place.height);
		for (int y = 0; y < place.height; y++)
			for (int x = 0; x < place.width; x++)
				assertEquals(expected.get(x, y) & 0xffffff, sheet.get(place.x + x, place.y + y) & 0xffffff);
	}

	/** How many pixels are not white. */
	private static int ink(ImageProcessor image, Rectangle place) {
		int count = 0;
		for (int y = place.y; y < Math.min(place.getMaxY(), image.getHeight()); y++)
			for (int x = place.x; x < Math.min(place.getMaxX(), image.getWidth()); x++)
				if (image.get(x, y) != WHITE) count++;
		return count;
	}

	private static int count(ImageProcessor image, int color) {
		int count = 0;
		for (int i = 0; i < image.getPixelCount(); i++)
			if (image.get(i) == color) count++;
		return count;
	}
}
