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
import java.util.stream.IntStream;

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

	/** As many windows elsewhere. */
	private static final int OTHER_WINDOW = 288;
	private static final int[] OTHER_LEFTS = { 0, 176, 352 };
	private static final int[] OTHER_TOPS = { 0, 32 };

	/** How near a border is. */
	private static final int NEAR = 8;

	/** What pads the image, and what the ends of the image have of their own, does not count. */
	private static final int RIM = 16;

	/** How much rougher chance makes one picture than another at a few places. */
	private static final double CHANCE = 1.35;

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
		assertSeamless(gradient(), 255.0 / (WIDTH - 1));
	}

	@Test
	void aFlatGreyHasNoSeamsAndItsWindowsAreAsBrightAsWithoutWindows() throws IOException {
		FloatProcessor flat = image(x -> 128);
		ImageProcessor result = assertSeamless(flat, 0);
		ImageProcessor whole = run(flat, "off");
		for (int left : LEFTS)
			for (int top : TOPS) {
				result.setRoi(left, top, WINDOW, WINDOW);
				whole.setRoi(left, top, WINDOW, WINDOW);
				assertEquals(whole.getStats().mean, result.getStats().mean, 0.01 * 255, "the window at " + left + ", " + top);
			}
	}

	// -- Helper methods --

	private static FloatProcessor gradient() {
		return image(x -> 255.0 * x / (WIDTH - 1));
	}

	private static FloatProcessor image(IntToDoubleFunction grey) {
		FloatProcessor image = new FloatProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			image.setf(i, (float) grey.applyAsDouble(i % WIDTH));
		image.setMinAndMax(0, 255);
		return image;
	}

	private static ImageProcessor run(ImageProcessor input, String tile) throws IOException {
		return Runs.of(img2img, input, Runs.SHORT.with(Img2ImgSettings.STEPS, 6).with(Img2ImgSettings.TILE, TileSize.of(tile)));
	}

	private static ImageProcessor assertSeamless(ImageProcessor input, double slope) throws IOException {
		ImageProcessor result = run(input, Integer.toString(WINDOW));
		ImageProcessor other = run(input, Integer.toString(OTHER_WINDOW));
		assertSeamless("columns", means(result, WIDTH, HEIGHT, false), means(other, WIDTH, HEIGHT, false), slope, borders(LEFTS,
			WINDOW), borders(OTHER_LEFTS, OTHER_WINDOW));
		assertSeamless("rows", means(result, HEIGHT, WIDTH, true), means(other, HEIGHT, WIDTH, true), 0, borders(TOPS, WINDOW),
			borders(OTHER_TOPS, OTHER_WINDOW));
		return result;
	}

	/** Compares jumps and second differences near borders of one run with those at the same places in the other one. */
	private static void assertSeamless(String lines, double[] means, double[] others, double slope, int[] borders,
		int[] otherBorders)
	{
		double[] at = new double[2];
		double[] elsewhere = new double[2];
		for (int i = RIM; i < means.length - RIM; i++) {
			boolean one = isNear(i, borders);
			if (one == isNear(i, otherBorders)) continue;
			add(one ? means : others, i, slope, at);
			add(one ? others : means, i, slope, elsewhere);
		}
		for (int measure = 0; measure < 2; measure++) {
			double ratio = Math.sqrt(at[measure] / elsewhere[measure]);
			assertTrue(ratio <= CHANCE, lines + ": " + (measure == 0 ? "jumps" : "second differences") + " at borders are " +
				ratio + " times as large as there without a border");
		}
	}

	/** Adds the squares of the jump and the second difference at a place. */
	private static void add(double[] means, int place, double slope, double[] sums) {
		sums[0] += Math.pow(means[place + 1] - means[place] - slope, 2);
		sums[1] += Math.pow(means[place + 1] - 2 * means[place] + means[place - 1], 2);
	}

	private static int[] borders(int[] starts, int window) {
		return Arrays.stream(starts).flatMap(start -> IntStream.of(start, start + window)).toArray();
	}

	private static boolean isNear(int place, int[] borders) {
		return Arrays.stream(borders).anyMatch(border -> Math.abs(place - border) <= NEAR);
	}

	private static double[] means(ImageProcessor image, int lines, int length, boolean rows) {
		double[] means = new double[lines];
		for (int i = 0; i < lines; i++)
			for (int j = 0; j < length; j++)
				means[i] += (rows ? image.getf(j, i) : image.getf(i, j)) / length;
		return means;
	}
}
