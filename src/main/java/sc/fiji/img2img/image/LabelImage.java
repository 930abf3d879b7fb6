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

import java.util.HashSet;
import java.util.Set;

/**
 * Tells images of labels, as segmentations give them (0 for the background, a whole number for each object), from images of
 * grey levels: their values are whole, there are areas of one value, and not one beside the other in rising order.
 */
final class LabelImage {

	/** Of the pixels that are neither background nor of the last label, so many lie beside two others of their own label. */
	private static final double LEAST_FLAT = 0.9;

	/** So many pairs of neighbours of two labels there are for each pixel that has one. */
	private static final double MOST_BORDERS = 0.35;

	/** With fewer labels than this it cannot be told in which order they lie. */
	private static final int FEW = 8;

	private final double[] values;

	private final PixelType type;

	private final int width;

	private final int height;

	private LabelImage(double[] values, Plane image) {
		this.values = values;
		type = image.type();
		width = image.width();
		height = image.height();
	}

	/**
	 * Whether a grey image has three or more values, and all looks as if they were labels.
	 *
	 * @param values the image's
	 */
	static boolean is(double[] values, Plane image) {
		return new LabelImage(values, image).hasLabels();
	}

	private boolean hasLabels() {
		Set<Double> labels = new HashSet<>();
		double top = 0;
		double least = Double.MAX_VALUE;
		for (double value : values) {
			// NB: not NaN, either.
			if (!(value >= 0 && value < 1 << 24 && value == (int) value)) return false;
			labels.add(value);
			top = Math.max(top, value);
			least = Math.min(least, value);
		}
		return least == 0 && labels.size() > 2 && !isWhite(top) && isFlat(top);
	}

	/** Whether a value is the whitest of a type, which masks have and labels hardly ever reach. */
	private boolean isWhite(double value) {
		return value == 65535 || value == 255 && type.greatest() != 65535;
	}

	private boolean isFlat(double top) {
		long between = 0;
		long flat = 0;
		long inside = 0;
		long borders = 0;
		long edge = 0;
		double edgeSum = 0;
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				double value = values[y * width + x];
				if (value == 0) continue;
				inside++;
				int same = 0;
				for (int[] step : new int[][] { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } }) {
					double other = at(x + step[0], y + step[1]);
					if (other == value) same++;
					else if (other > 0) borders++;
					else if (other == 0) {
						edge++;
						edgeSum += value;
					}
				}
				if (value == top) continue;
				between++;
				if (same >= 2) flat++;
			}
		// NB: each border was met from both of its sides.
		boolean areas = flat >= LEAST_FLAT * between && borders / 2 <= MOST_BORDERS * inside;
		return areas && (top <= FEW || edge == 0 || edgeSum / edge > 2);
	}

	/** A value; -1 beyond the image. */
	private double at(int x, int y) {
		return x < 0 || y < 0 || x >= width || y >= height ? -1 : values[y * width + x];
	}
}
