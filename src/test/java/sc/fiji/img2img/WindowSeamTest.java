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
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.tile.TileSize;

/** Where windows begin and end, plain images show it neither by a jump nor by a kink. */
@Tag("slow")
class WindowSeamTest {

	private static final int WIDTH = 640;
	private static final int HEIGHT = 320;

	/** Three columns and two rows of windows, whose neighbours share at least 64 pixels. */
	private static final int WINDOW = 256;
	private static final int[] LEFTS = { 0, 192, 384 };
	private static final int[] TOPS = { 0, 64 };

	/** How near a border is. */
	private static final int NEAR = 8;

	/** What pads the image, and what the ends of the image have of their own, does not count. */
	private static final int RIM = 16;

	/** How much rougher chance makes a few places than all others. */
	private static final double CHANCE = 1.5;

	private static Img2Img img2img;

	@BeforeAll
	static void open() throws IOException {
		img2img = Img2Img.open(EmbeddedModel.directory());
	}

	@AfterAll
	static void close() {
		img2img.close();
	}

	@Test
	void aGradientHasNoSeams() throws IOException {
		assertSeamless(x -> 255.0 * x / (WIDTH - 1), 255.0 / (WIDTH - 1));
	}

	@Test
	void aFlatGreyHasNoSeamsAndItsWindowsAreOfOneBrightness() throws IOException {
		ImageProcessor result = assertSeamless(x -> 128, 0);
		double whole = result.getStats().mean;
		for (int left : LEFTS)
			for (int top : TOPS) {
				result.setRoi(left, top, WINDOW, WINDOW);
				assertEquals(whole, result.getStats().mean, 0.01 * 255, "the window at " + left + ", " + top);
			}
	}

	// -- Helper methods --

	private static ImageProcessor assertSeamless(IntToDoubleFunction grey, double slope) throws IOException {
		FloatProcessor input = new FloatProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			input.setf(i, (float) grey.applyAsDouble(i % WIDTH));
		input.setMinAndMax(0, 255);
		ImageProcessor result = Runs.of(img2img, input, Runs.SHORT.with(Img2ImgSettings.STEPS, 6).with(Img2ImgSettings.TILE,
			TileSize.of(Integer.toString(WINDOW))));
		assertSeamless("columns", means(result, WIDTH, HEIGHT, false), slope, LEFTS);
		assertSeamless("rows", means(result, HEIGHT, WIDTH, true), 0, TOPS);
		return result;
	}

	/** Compares jumps and second differences near borders with those elsewhere. */
	private static void assertSeamless(String lines, double[] means, double slope, int[] starts) {
		double[][] sums = new double[2][2];
		int[] counts = new int[2];
		for (int i = RIM; i < means.length - RIM; i++) {
			int place = i;
			int near = Arrays.stream(starts).anyMatch(start -> isNear(place, start) || isNear(place, start + WINDOW)) ? 1 : 0;
			counts[near]++;
			sums[near][0] += Math.pow(means[i + 1] - means[i] - slope, 2);
			sums[near][1] += Math.pow(means[i + 1] - 2 * means[i] + means[i - 1], 2);
		}
		for (int measure = 0; measure < 2; measure++) {
			double at = Math.sqrt(sums[1][measure] / counts[1]);
			double elsewhere = Math.sqrt(sums[0][measure] / counts[0]);
			assertTrue(at <= CHANCE * elsewhere, lines + ": " + at + " at borders, " + elsewhere + " elsewhere");
		}
	}

	private static boolean isNear(int place, int border) {
		return Math.abs(place - border) <= NEAR;
	}

	private static double[] means(ImageProcessor image, int lines, int length, boolean rows) {
		double[] means = new double[lines];
		for (int i = 0; i < lines; i++)
			for (int j = 0; j < length; j++)
				means[i] += (rows ? image.getf(j, i) : image.getf(i, j)) / length;
		return means;
	}
}
