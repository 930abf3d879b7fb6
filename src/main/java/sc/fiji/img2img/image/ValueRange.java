package sc.fiji.img2img.image;

import ij.process.ImageProcessor;

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
	 * @param white where it equals {@code black}, the image is taken as flat grey and its value is kept
	 */
	public static ValueRange of(double black, double white) {
		return new ValueRange(black, white);
	}

	/** What the user sees as black and white: the display range. */
	public static ValueRange displayed(ImageProcessor image) {
		return of(image.getMin(), image.getMax());
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
