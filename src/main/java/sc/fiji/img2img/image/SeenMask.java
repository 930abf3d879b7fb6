package sc.fiji.img2img.image;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.util.function.IntUnaryOperator;

/**
 * Says where an image may change, from a mask of any kind, as it is seen: under its lookup table and displayed range, what is
 * white is inside and what is black is outside.
 * <p>
 * Where there is nothing white, or nothing else, what is brighter is inside, and of two colours the brighter one. In images
 * of labels all labels are inside.
 * </p>
 */
public final class SeenMask {

	private static final int INSIDE = 128;

	/** Grey levels that are nearer to each other are one, as those of a JPEG file that was one level. */
	private static final int LEAST_CONTRAST = 32;

	private SeenMask() {
		// NB: the result is an image.
	}

	/** A mask as {@link #of(ImageProcessor)} gives it, of what an image displays. */
	public static ByteProcessor of(ImagePlus mask) {
		ImagePlus shown = ShownPictures.displayed(mask);
		return of(shown.isComposite() ? new ColorProcessor(shown.getImage()) : shown.getProcessor());
	}

	/**
	 * A mask of any type in black and white.
	 *
	 * @param mask not changed; NaN is outside
	 * @return a new image, 255 inside and 0 outside
	 * @throws IllegalArgumentException if nothing is inside
	 */
	public static ByteProcessor of(ImageProcessor mask) {
		ByteProcessor inside = inside(mask);
		boolean empty = true;
		for (int i = 0; i < inside.getPixelCount(); i++) {
			if (mask instanceof FloatProcessor && Float.isNaN(mask.getf(i))) inside.set(i, 0);
			empty &= inside.get(i) == 0;
		}
		if (!empty) return inside;
		throw new IllegalArgumentException("The mask shows nothing white: it is black, or has one value, all over. Make it " +
			"white where the image is to change.");
	}

	// -- Helper methods --

	private static ByteProcessor inside(ImageProcessor mask) {
		if (LabelImage.is(mask)) return where(mask, i -> mask.getf(i) > 0 ? 1 : 0, 1);
		ImageProcessor shown = mask instanceof ColorProcessor ? mask : ColorTable.drawn(mask);
		ByteProcessor white = where(shown, i -> least(shown, i), INSIDE);
		if (isMixed(white)) return white;
		ByteProcessor bright = where(shown, i -> greatest(shown, i), INSIDE);
		if (isMixed(bright)) return bright;
		ByteProcessor brighter = brighter(mask, shown);
		return brighter == null ? isWhite(mask) ? where(mask, i -> 1, 1) : bright : brighter;
	}

	/** Whether an image without contrast is white in all programs that take no notice of displayed ranges. */
	private static boolean isWhite(ImageProcessor mask) {
		float value = mask.getf(0);
		return mask instanceof ShortProcessor && value == 65535 || mask instanceof FloatProcessor && (value == 1 || value == 255);
	}

	/** The brighter part of what is all dark or all bright; null if it is the same all over. */
	private static ByteProcessor brighter(ImageProcessor mask, ImageProcessor shown) {
		int[] ends = ends(shown);
		if (ends[1] - ends[0] >= LEAST_CONTRAST || ends[1] > ends[0] && hasTwoValues(mask)) return where(shown, i -> 2 *
			luminance(shown, i), ends[0] + ends[1]);
		if (mask instanceof ColorProcessor || !hasTwoValues(mask)) return null;
		// NB: both lie beyond the same end of the displayed range.
		float first = mask.getf(0);
		boolean dark = mask.isInvertedLut();
		boolean firstInside = false;
		for (int i = 1; i < mask.getPixelCount(); i++)
			if (mask.getf(i) != first) firstInside = first > mask.getf(i) != dark;
		boolean inside = firstInside;
		return where(mask, i -> mask.getf(i) == first == inside ? 1 : 0, 1);
	}

	private static boolean hasTwoValues(ImageProcessor mask) {
		int first = mask.get(0);
		int second = first;
		for (int i = 1; i < mask.getPixelCount(); i++)
			if (mask.get(i) != first) {
				if (second != first && mask.get(i) != second) return false;
				second = mask.get(i);
			}
		return second != first;
	}

	private static boolean isMixed(ByteProcessor inside) {
		return ends(inside)[0] != ends(inside)[1];
	}

	/** The least and the greatest luminance. */
	private static int[] ends(ImageProcessor shown) {
		int[] ends = { 255, 0 };
		for (int i = 0; i < shown.getPixelCount(); i++) {
			int value = luminance(shown, i);
			ends[0] = Math.min(ends[0], value);
			ends[1] = Math.max(ends[1], value);
		}
		return ends;
	}

	private static ByteProcessor where(ImageProcessor image, IntUnaryOperator value, int least) {
		ByteProcessor inside = new ByteProcessor(image.getWidth(), image.getHeight());
		for (int i = 0; i < inside.getPixelCount(); i++)
			inside.set(i, value.applyAsInt(i) >= least ? 255 : 0);
		return inside;
	}

	private static int least(ImageProcessor shown, int index) {
		int rgb = rgb(shown, index);
		return Math.min(rgb & 0xff, Math.min(rgb >> 8 & 0xff, rgb >> 16 & 0xff));
	}

	private static int greatest(ImageProcessor shown, int index) {
		int rgb = rgb(shown, index);
		return Math.max(rgb & 0xff, Math.max(rgb >> 8 & 0xff, rgb >> 16 & 0xff));
	}

	private static int luminance(ImageProcessor shown, int index) {
		int rgb = rgb(shown, index);
		return (299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff) + 500) / 1000;
	}

	private static int rgb(ImageProcessor shown, int index) {
		return shown instanceof ColorProcessor ? shown.get(index) : shown.get(index) * 0x010101;
	}
}
