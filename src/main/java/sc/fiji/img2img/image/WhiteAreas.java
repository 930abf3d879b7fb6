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

import java.util.function.IntUnaryOperator;

/**
 * What counts as white in an image that is shown: what is, or, where there is nothing white or nothing else, what is
 * brighter; of two colours the brighter one, and in images of labels all labels. Not thread-safe.
 */
public final class WhiteAreas {

	private static final int INSIDE = 128;

	/** Grey levels that are nearer to each other are one, as those of a JPEG file that was one level. */
	private static final int LEAST_CONTRAST = 32;

	private final Plane image;

	/** Row by row; null for colours. */
	private final double[] values;

	/** Row by row, as they are shown. */
	private final int[] colours;

	private final boolean inverted;

	private WhiteAreas(Plane image, Plane shown, boolean inverted) {
		this.image = image;
		this.inverted = inverted;
		values = image.isColour() ? null : image.values();
		colours = colours(shown);
	}

	/**
	 * The white areas of an image.
	 *
	 * @param image not changed; NaN is outside
	 * @param shown the same as it is shown, in colours or in grey levels from 0 to 255
	 * @param inverted whether high values are shown dark
	 */
	public static Mask of(Plane image, Plane shown, boolean inverted) {
		WhiteAreas areas = new WhiteAreas(image, shown, inverted);
		boolean[] inside = areas.inside();
		for (int i = 0; areas.values != null && i < inside.length; i++)
			inside[i] &= !Double.isNaN(areas.values[i]);
		return Mask.of(inside, image.width(), image.height());
	}

	// -- Helper methods --

	private boolean[] inside() {
		if (values != null && !inverted && LabelImage.is(values, image)) return where(i -> values[i] > 0 ? 1 : 0, 1);
		boolean[] white = where(this::least, INSIDE);
		if (isMixed(white)) return white;
		boolean[] bright = where(this::greatest, INSIDE);
		if (isMixed(bright)) return bright;
		boolean[] brighter = brighter();
		return brighter == null ? isWhite() ? where(i -> 1, 1) : bright : brighter;
	}

	/** Whether an image without contrast is white in all programs that take no notice of displayed ranges. */
	private boolean isWhite() {
		if (values == null) return false;
		return image.type().isWhole() ? values[0] == 65535 && image.type().greatest() == 65535 : values[0] == 1 ||
			values[0] == 255;
	}

	/** The brighter part of what is all dark or all bright; null if it is the same all over. */
	private boolean[] brighter() {
		int[] ends = { 255, 0 };
		for (int i = 0; i < colours.length; i++) {
			ends[0] = Math.min(ends[0], luminance(i));
			ends[1] = Math.max(ends[1], luminance(i));
		}
		if (ends[1] - ends[0] >= LEAST_CONTRAST || ends[1] > ends[0] && hasTwoValues()) return where(i -> 2 * luminance(i),
			ends[0] + ends[1]);
		if (values == null || !hasTwoValues()) return null;
		// NB: both lie beyond the same end of the displayed range.
		double first = values[0];
		boolean firstInside = false;
		for (double value : values)
			if (value != first) firstInside = first > value != inverted;
		boolean inside = firstInside;
		return where(i -> values[i] == first == inside ? 1 : 0, 1);
	}

	private boolean hasTwoValues() {
		long first = bits(0);
		long second = first;
		for (int i = 1; i < colours.length; i++)
			if (bits(i) != first) {
				if (second != first && bits(i) != second) return false;
				second = bits(i);
			}
		return second != first;
	}

	private long bits(int index) {
		return values == null ? colours[index] : Double.doubleToRawLongBits(values[index]);
	}

	private static boolean isMixed(boolean[] inside) {
		for (boolean pixel : inside)
			if (pixel != inside[0]) return true;
		return false;
	}

	private boolean[] where(IntUnaryOperator value, int least) {
		boolean[] inside = new boolean[colours.length];
		for (int i = 0; i < inside.length; i++)
			inside[i] = value.applyAsInt(i) >= least;
		return inside;
	}

	private int least(int index) {
		int rgb = colours[index];
		return Math.min(rgb & 0xff, Math.min(rgb >> 8 & 0xff, rgb >> 16 & 0xff));
	}

	private int greatest(int index) {
		int rgb = colours[index];
		return Math.max(rgb & 0xff, Math.max(rgb >> 8 & 0xff, rgb >> 16 & 0xff));
	}

	private int luminance(int index) {
		int rgb = colours[index];
		return (299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff) + 500) / 1000;
	}

	private static int[] colours(Plane shown) {
		int[] colours = new int[shown.width() * shown.height()];
		double[] row = new double[shown.width()];
		int shift = 16;
		for (PixelRows rows : shown.channels()) {
			int factor = shown.isColour() ? 1 << shift : 0x010101;
			for (int y = 0; y < shown.height(); y++) {
				rows.read(y, row);
				for (int x = 0; x < row.length; x++)
					colours[y * row.length + x] |= (int) row[x] * factor;
			}
			shift -= 8;
		}
		return colours;
	}
}
