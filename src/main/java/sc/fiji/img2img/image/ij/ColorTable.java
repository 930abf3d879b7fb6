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

import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.awt.image.IndexColorModel;

import sc.fiji.img2img.image.ValueRange;

/**
 * What an image's lookup table is: a scale that colours values, so that the values are the image, or a palette whose numbers
 * mean nothing without their colours.
 */
final class ColorTable {

	/** A table with fewer steps is a palette of few colours. */
	private static final int FEWEST_STEPS = 32;

	/** The share of a scale's steps that may turn back; those of palettes jump to and fro. */
	private static final double MOST_TURNS = 0.05;

	private ColorTable() {
		// NB: tables are ImageJ's.
	}

	/** Whether the colours of a table follow each other steadily, from the least value to the greatest one. */
	static boolean isScale(IndexColorModel table) {
		int steps = 0;
		int turns = 0;
		int[] before = new int[3];
		for (int i = 1; i < table.getMapSize(); i++) {
			int[] step = { table.getRed(i) - table.getRed(i - 1), table.getGreen(i) - table.getGreen(i - 1), table.getBlue(i) -
				table.getBlue(i - 1) };
			if (step[0] == 0 && step[1] == 0 && step[2] == 0) continue;
			steps++;
			if (step[0] * before[0] + step[1] * before[1] + step[2] * before[2] < 0) turns++;
			before = step;
		}
		return steps >= FEWEST_STEPS && turns <= MOST_TURNS * steps;
	}

	/** A copy of an image in the colours that it is shown in: RGB, or 8-bit grey where all of them are grey. */
	static ImageProcessor drawn(ImageProcessor image) {
		ImageProcessor bounded = bounded(image);
		return isGrey((IndexColorModel) bounded.getColorModel()) ? grey(bounded) : bounded.convertToRGB();
	}

	/** Whether a table has no colours. */
	static boolean isGrey(IndexColorModel table) {
		for (int i = 0; i < table.getMapSize(); i++)
			if (table.getRed(i) != table.getGreen(i) || table.getRed(i) != table.getBlue(i)) return false;
		return true;
	}

	/** A grey image in the levels that it is shown in, from 0 to 255. */
	static ByteProcessor grey(ImageProcessor image) {
		ByteProcessor values = (ByteProcessor) bounded(image).convertToByte(true);
		IndexColorModel shown = (IndexColorModel) values.getCurrentColorModel();
		ByteProcessor levels = new ByteProcessor(values.getWidth(), values.getHeight());
		for (int i = 0; i < values.getPixelCount(); i++)
			levels.set(i, shown.getRed(values.get(i)));
		return levels;
	}

	/** The image itself, or a copy if its displayed range has no ends, as one infinite pixel makes it. */
	private static ImageProcessor bounded(ImageProcessor image) {
		if (Double.isFinite(image.getMin()) && Double.isFinite(image.getMax())) return image;
		ImageProcessor copy = image.duplicate();
		ValueRange range = Processors.displayed(image);
		copy.setMinAndMax(range.low(), range.high());
		return copy;
	}
}
