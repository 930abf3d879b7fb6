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

/** The pixel values that black and white stand for. Immutable. */
public final class ValueRange {

	/** Types of more values have no range of their own. */
	static final int MOST_LEVELS = 1 << 16;

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
	 * All values that a grey plane's type can hold; for those of more than 16 bits, from the least to the greatest finite one
	 * in the plane.
	 */
	public static ValueRange full(Plane plane) {
		PixelType type = plane.type();
		return type.levels() <= MOST_LEVELS ? of(type.least(), type.greatest()) : ofPixels(plane);
	}

	/** From the least to the greatest finite value in a grey plane; 0 to 0 where there is none. */
	static ValueRange ofPixels(Plane plane) {
		double low = Double.POSITIVE_INFINITY;
		double high = Double.NEGATIVE_INFINITY;
		PixelRows rows = plane.channels().get(0);
		double[] row = new double[plane.width()];
		for (int y = 0; y < plane.height(); y++) {
			rows.read(y, row);
			for (double value : row) {
				if (!Double.isFinite(value)) continue;
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
		}
		return low > high ? of(0, 0) : of(low, high);
	}

	/** The same with black and white exchanged. */
	public ValueRange inverted() {
		return of(white, black);
	}

	/** The smallest range that holds this one and another of the same direction. */
	public ValueRange hull(ValueRange other) {
		boolean inverted = white < black || other.white < other.black;
		double low = Math.min(Math.min(black, white), Math.min(other.black, other.white));
		double high = Math.max(Math.max(black, white), Math.max(other.black, other.white));
		return inverted ? of(high, low) : of(low, high);
	}

	/** Whether both ends are numbers. */
	public boolean isFinite() {
		return Double.isFinite(black) && Double.isFinite(white);
	}

	/** This range, with the ends of another one where its own are not finite. */
	public ValueRange or(ValueRange other) {
		return of(Double.isFinite(black) ? black : other.black, Double.isFinite(white) ? white : other.white);
	}

	/** The lower one of the two ends. */
	public double low() {
		return Math.min(black, white);
	}

	/** The higher one of the two ends. */
	public double high() {
		return Math.max(black, white);
	}

	/** A pixel value on the models' scale, -1 for black to 1 for white; values beyond and NaN are brought to its ends. */
	public float encode(double value) {
		if (black == white) return 0;
		double share = (value - black) / (white - black);
		// NB: faster than by Math.min.
		return (float) (share > 0 ? share < 1 ? 2 * share - 1 : 1 : -1);
	}

	/** The pixel value for one on the models' scale, which is clipped to -1 to 1. */
	public double decode(float value) {
		double wide = value / 2 + 0.5;
		// NB: faster than by Math.max and min; NaN stays NaN.
		double share = wide <= 0 ? 0 : wide >= 1 ? 1 : wide;
		return black + share * (white - black);
	}

	@Override
	public String toString() {
		return "from " + black + " to " + white;
	}
}
