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
package sc.fiji.img2img.image.ij;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.util.Random;

/**
 * Rough drawings of what a microscope shows, to try things on: ellipses, blurred, with noise.
 * <p>
 * The same size and seed give the same pixels. Not thread-safe.
 * </p>
 */
public final class Phantom {

	/** Pixels of the image per nucleus, and per blood cell. */
	private static final int NUCLEUS_AREA = 1400;
	private static final int CELL_AREA = 2700;

	private final int size;

	private final Random random;

	private Phantom(int size, long seed) {
		this.size = size;
		random = new Random(seed);
	}

	/** Bright nuclei on a dark background. An 8-bit image of {@code size} x {@code size} pixels. */
	public static ImagePlus nuclei(int size, long seed) {
		return new ImagePlus("nuclei", new Phantom(size, seed).nuclei());
	}

	/** Red blood cells and a few white ones on a light background. An RGB image of {@code size} x {@code size} pixels. */
	public static ImagePlus bloodSmear(int size, long seed) {
		return new ImagePlus("blood smear", new Phantom(size, seed).bloodSmear());
	}

	// -- Helper methods --

	private ByteProcessor nuclei() {
		FloatProcessor image = plane(14);
		for (int i = 0; i < size * size / NUCLEUS_AREA; i++) {
			double brightness = 80 + random.nextInt(130);
			double radius = 7 + random.nextInt(6);
			ellipse(image, place(), place(), radius, radius * (0.7 + 0.3 * random.nextDouble()), brightness);
		}
		return finish(image, 1.4, 4);
	}

	private ColorProcessor bloodSmear() {
		FloatProcessor red = plane(208), green = plane(211), blue = plane(206);
		for (int i = 0; i < size * size / CELL_AREA; i++) {
			double x = place(), y = place(), radius = 25 + random.nextInt(8);
			boolean white = i % 6 == 3;
			cell(red, x, y, radius, white ? 170 : 184, white ? 128 : 194);
			cell(green, x, y, radius, white ? 150 : 154, white ? 96 : 174);
			cell(blue, x, y, radius, white ? 200 : 156, white ? 200 : 172);
		}
		ColorProcessor image = new ColorProcessor(size, size);
		image.setChannel(1, finish(red, 1.2, 3));
		image.setChannel(2, finish(green, 1.2, 3));
		image.setChannel(3, finish(blue, 1.2, 3));
		return image;
	}

	/** A disc with an inner part: the pale middle of a red cell, or the nucleus of a white one. */
	private static void cell(FloatProcessor plane, double x, double y, double radius, double outside, double inside) {
		ellipse(plane, x, y, radius, radius, outside);
		ellipse(plane, x, y, 0.55 * radius, 0.55 * radius, inside);
	}

	private FloatProcessor plane(double background) {
		FloatProcessor plane = new FloatProcessor(size, size);
		plane.setValue(background);
		plane.fill();
		return plane;
	}

	private double place() {
		return random.nextDouble() * size;
	}

	private static void ellipse(ImageProcessor plane, double x, double y, double width, double height, double value) {
		plane.setValue(value);
		plane.fillOval((int) Math.round(x - width), (int) Math.round(y - height), (int) Math.round(2 * width), (int) Math.round(
			2 * height));
	}

	private ByteProcessor finish(FloatProcessor plane, double blur, double noise) {
		plane.blurGaussian(blur);
		ByteProcessor finished = new ByteProcessor(size, size);
		for (int i = 0; i < size * size; i++)
			finished.set(i, (int) Math.round(Math.max(0, Math.min(255, plane.getf(i) + noise * random.nextGaussian()))));
		return finished;
	}
}
