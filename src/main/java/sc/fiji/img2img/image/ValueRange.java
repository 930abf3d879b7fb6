package sc.fiji.img2img.image;

import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/** The pixel values that black and white stand for. Immutable. */
public final class ValueRange {

	private final double black;

	private final double white;

	private ValueRange(double black, double white) {
		this.black = black;
		this.white = white;
	}

	/**
	 * A range.
	 *
	 * @param white where it equals {@code black}, the image is taken as flat grey and its value is kept; may be below
	 *          {@code black}, as it is where high values are shown dark
	 */
	public static ValueRange of(double black, double white) {
		return new ValueRange(black, white);
	}

	/**
	 * What the user sees as black and white: the display range, from its end if the lookup table is inverted. An end that is
	 * not finite, as one infinite pixel makes it, gives way to the least or the greatest finite value.
	 */
	public static ValueRange displayed(ImageProcessor image) {
		ValueRange shown = image.isInvertedLut() ? of(image.getMax(), image.getMin()) : of(image.getMin(), image.getMax());
		return shown.isFinite() ? shown : shown.or(full(image));
	}

	/** All values that the type can hold; for 32 bits, from the least to the greatest finite one in the image. */
	public static ValueRange full(ImageProcessor image) {
		double low = 0;
		double high = image instanceof ByteProcessor ? 255 : 65535;
		if (!(image instanceof ByteProcessor || image instanceof ShortProcessor)) {
			low = Double.POSITIVE_INFINITY;
			high = Double.NEGATIVE_INFINITY;
			for (int i = 0; i < image.getPixelCount(); i++) {
				float value = image.getf(i);
				if (Float.isNaN(value) || Float.isInfinite(value)) continue;
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
			if (low > high) return of(0, 0);
		}
		return image.isInvertedLut() ? of(high, low) : of(low, high);
	}

	/** The smallest range that holds this one and another of the same direction. */
	ValueRange hull(ValueRange other) {
		boolean inverted = white < black || other.white < other.black;
		double low = Math.min(Math.min(black, white), Math.min(other.black, other.white));
		double high = Math.max(Math.max(black, white), Math.max(other.black, other.white));
		return inverted ? of(high, low) : of(low, high);
	}

	/** Whether both ends are numbers. */
	boolean isFinite() {
		return Double.isFinite(black) && Double.isFinite(white);
	}

	/** This range, with the ends of another one where its own are not finite. */
	ValueRange or(ValueRange other) {
		return of(Double.isFinite(black) ? black : other.black, Double.isFinite(white) ? white : other.white);
	}

	/** The lower one of the two ends. */
	double low() {
		return Math.min(black, white);
	}

	/** The higher one of the two ends. */
	double high() {
		return Math.max(black, white);
	}

	/** A pixel value on the models' scale, -1 for black to 1 for white; values beyond and NaN are brought to its ends. */
	public float encode(double value) {
		if (black == white) return 0;
		double share = (value - black) / (white - black);
		return (float) (share > 0 ? 2 * Math.min(share, 1) - 1 : -1);
	}

	/** The pixel value for one on the models' scale, which is clipped to -1 to 1. */
	public double decode(float value) {
		double share = Math.max(0, Math.min(1, value / 2 + 0.5));
		return black + share * (white - black);
	}
}
