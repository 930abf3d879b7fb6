package sc.fiji.img2img.image;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

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

	private final ImageProcessor image;

	private final int width;

	private final int height;

	private LabelImage(ImageProcessor image) {
		this.image = image;
		width = image.getWidth();
		height = image.getHeight();
	}

	/** Whether an image has three or more values, and all looks as if they were labels. */
	static boolean is(ImageProcessor image) {
		return !(image instanceof ColorProcessor) && !image.isInvertedLut() && new LabelImage(image).hasLabels();
	}

	private boolean hasLabels() {
		Set<Float> values = new HashSet<>();
		float top = 0;
		float least = Float.MAX_VALUE;
		for (int i = 0; i < width * height; i++) {
			float value = image.getf(i);
			// NB: not NaN, either.
			if (!(value >= 0 && value < 1 << 24 && value == (int) value)) return false;
			values.add(value);
			top = Math.max(top, value);
			least = Math.min(least, value);
		}
		return least == 0 && values.size() > 2 && !isWhite(top) && isFlat(top);
	}

	/** Whether a value is the whitest of a type, which masks have and labels hardly ever reach. */
	private boolean isWhite(float value) {
		return value == 65535 || value == 255 && (image instanceof ByteProcessor || image instanceof FloatProcessor);
	}

	private boolean isFlat(float top) {
		long between = 0;
		long flat = 0;
		long inside = 0;
		long borders = 0;
		long edge = 0;
		double edgeSum = 0;
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				float value = image.getf(x, y);
				if (value == 0) continue;
				inside++;
				int same = 0;
				for (int[] step : new int[][] { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } }) {
					float other = at(x + step[0], y + step[1]);
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
	private float at(int x, int y) {
		return x < 0 || y < 0 || x >= width || y >= height ? -1 : image.getf(x, y);
	}
}
