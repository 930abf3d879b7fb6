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

import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.tile.TileSize;

/**
 * Where windows begin and end shows neither by a jump nor by a kink, and windows are as bright as without windows.
 * <p>
 * What is made of an image without windows, with the same noise, says how rough it would be at the same places anyway.
 * </p>
 */
@Tag("slow")
class WindowSeamTest {

	private static final int SIZE = 384;

	/** Two columns and two rows of windows. */
	private static final int WINDOW = 256;
	private static final int[] STARTS = { 0, 128 };

	/** How near a border is. */
	private static final int NEAR = 8;

	/** What pads the image, and what the ends of the image have of their own, does not count. */
	private static final int RIM = 16;

	/** So many pixels along a border are taken together; a seam would be the same in all of them. */
	private static final int ALONG = 32;

	/** How much rougher chance makes some places than others, as shares of what there is without windows. */
	private static final double CHANCE = 1.25;

	/** How much brighter or darker a window may be. */
	private static final double BRIGHTER = 0.01 * 255;

	private static Img2Img img2img;

	@BeforeAll
	static void open() throws IOException {
		img2img = Img2Img.open(EmbeddedModel.directory());
	}

	@AfterAll
	static void close() {
		img2img.close();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.3, 0.7 })
	void aFlatGreyIsSeamlessAndAsBright(double strength) throws IOException {
		FloatProcessor flat = image(x -> 128);
		ImageProcessor whole = run(flat, strength, "off");
		ImageProcessor windows = run(flat, strength, Integer.toString(WINDOW));
		assertSeamless(flat, whole, windows);
		for (int top : STARTS)
			for (int left : STARTS)
				assertEquals(mean(whole, left, top), mean(windows, left, top), BRIGHTER, "the window at " + left + ", " + top);
	}

	/** NB: without windows the model loses some of the contrast of a long gradient, so that the input is what to compare with. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.3, 0.7 })
	void aGradientIsSeamlessAndNoFurtherFromTheInput(double strength) throws IOException {
		assertNoFurtherFromTheInput(image(x -> 255.0 * x / (SIZE - 1)), strength);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.3, 0.7 })
	void nucleiAreSeamlessAndNoFurtherFromTheInput(double strength) throws IOException {
		ImageProcessor picture = ImageFiles.read(Path.of("src", "site", "images", "repair.png")).getProcessor().convertToByte(
			false);
		picture.setRoi(528, 0, 256, 256);
		ImageProcessor nuclei = picture.crop();
		FloatProcessor mosaic = new FloatProcessor(SIZE, SIZE);
		for (int y = 0; y < SIZE; y++)
			for (int x = 0; x < SIZE; x++)
				mosaic.setf(x, y, nuclei.get(Math.min(x, 511 - x), Math.min(y, 511 - y)));
		mosaic.setMinAndMax(0, 255);
		assertNoFurtherFromTheInput(mosaic, strength);
	}

	// -- Helper methods --

	private static void assertNoFurtherFromTheInput(FloatProcessor input, double strength) throws IOException {
		ImageProcessor whole = run(input, strength, "off");
		ImageProcessor windows = run(input, strength, Integer.toString(WINDOW));
		assertSeamless(input, whole, windows);
		for (int top : STARTS)
			for (int left : STARTS) {
				double before = mean(input, left, top);
				double error = Math.abs(mean(windows, left, top) - before);
				double usual = Math.abs(mean(whole, left, top) - before);
				assertTrue(error <= usual + BRIGHTER, "The window at " + left + ", " + top + " is " + error +
					" levels brighter or darker, without windows " + usual);
			}
	}

	private static FloatProcessor image(IntToDoubleFunction grey) {
		FloatProcessor image = new FloatProcessor(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++)
			image.setf(i, (float) grey.applyAsDouble(i % SIZE));
		image.setMinAndMax(0, 255);
		return image;
	}

	private static ImageProcessor run(ImageProcessor input, double strength, String tile) throws IOException {
		return Runs.of(img2img, input, Runs.SHORT.with(Img2ImgSettings.STRENGTH, strength).with(Img2ImgSettings.STEPS, 7).with(
			Img2ImgSettings.TILE, TileSize.of(tile)));
	}

	private static double mean(ImageProcessor image, int left, int top) {
		image.setRoi(left, top, WINDOW, WINDOW);
		return image.getStats().mean;
	}

	/** Compares how rough changes are near borders of windows, and elsewhere, with what they are there without windows. */
	private static void assertSeamless(ImageProcessor input, ImageProcessor whole, ImageProcessor windows) {
		for (int order = 1; order <= 2; order++) {
			double excess = Math.sqrt(excess(change(input, windows), order) / excess(change(input, whole), order));
			assertTrue(excess <= CHANCE, (order == 1 ? "Jumps" : "Second differences") + " at borders are " + excess +
				" times as large as without windows");
		}
	}

	private static FloatProcessor change(ImageProcessor input, ImageProcessor result) {
		FloatProcessor change = new FloatProcessor(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++)
			change.setf(i, result.getf(i) - input.getf(i));
		return change;
	}

	/** The mean square of differences of an order across borders, as a share of that elsewhere. */
	private static double excess(FloatProcessor change, int order) {
		double[] near = new double[2];
		double[] elsewhere = new double[2];
		for (boolean rows : new boolean[] { false, true })
			for (int along = 0; along < SIZE; along += ALONG)
				for (int place = RIM; place < SIZE - RIM; place++) {
					double here = mean(change, place, along, rows);
					double next = mean(change, place + 1, along, rows);
					double difference = order == 1 ? next - here : next - 2 * here + mean(change, place - 1, along, rows);
					double[] sums = isNear(place) ? near : elsewhere;
					sums[0] += difference * difference;
					sums[1]++;
				}
		return near[0] / near[1] / (elsewhere[0] / elsewhere[1]);
	}

	private static boolean isNear(int place) {
		return Arrays.stream(STARTS).flatMap(start -> IntStream.of(start, start + WINDOW)).anyMatch(border -> Math.abs(place -
			border) <= NEAR);
	}

	/** The mean of some pixels of a column or row. */
	private static double mean(FloatProcessor image, int line, int from, boolean row) {
		double sum = 0;
		for (int i = from; i < from + ALONG; i++)
			sum += row ? image.getf(i, line) : image.getf(line, i);
		return sum / ALONG;
	}
}
