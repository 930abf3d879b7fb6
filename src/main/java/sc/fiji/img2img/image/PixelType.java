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

import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

/** What the pixels of a type can hold: one number, or one for each of three colours. Immutable. */
final class PixelType {

	/** Floats tell whole numbers of up to so many bits apart. */
	private static final int FLOAT_BITS = 24;

	private final int channels;

	private final boolean whole;

	private final double least;

	private final double greatest;

	private PixelType(int channels, boolean whole, double least, double greatest) {
		this.channels = channels;
		this.whole = whole;
		this.least = least;
		this.greatest = greatest;
	}

	/**
	 * What a type can hold.
	 *
	 * @param type of ImgLib2
	 * @throws IllegalArgumentException if its numbers are neither whole nor real, nor those of colours
	 */
	static PixelType of(Object type) {
		if (type instanceof ARGBType) return new PixelType(3, true, 0, 255);
		if (type instanceof IntegerType) {
			IntegerType<?> integer = (IntegerType<?>) type;
			return new PixelType(1, true, integer.getMinValue(), integer.getMaxValue());
		}
		if (type instanceof FloatType) return new PixelType(1, false, -Float.MAX_VALUE, Float.MAX_VALUE);
		if (type instanceof DoubleType) return new PixelType(1, false, -Double.MAX_VALUE, Double.MAX_VALUE);
		throw new IllegalArgumentException("The pixels of the image should be of a type for whole numbers, FloatType, " +
			"DoubleType or ARGBType, but are of " + (type == null ? "no type" : type.getClass().getSimpleName()) + ".");
	}

	/** Three for colours, red, green and blue, otherwise one. */
	int channels() {
		return channels;
	}

	/** Whether there are whole numbers only. */
	boolean isWhole() {
		return whole;
	}

	double least() {
		return least;
	}

	double greatest() {
		return greatest;
	}

	/** How many different values there are. */
	double levels() {
		return whole ? greatest - least + 1 : Double.POSITIVE_INFINITY;
	}

	/**
	 * What is written for a computed value: the nearest one that the type holds.
	 *
	 * @param before what is there; where it is not finite it stays
	 * @return NaN for what stays, as in {@link PixelRows}
	 */
	double nearest(double value, double before) {
		if (whole) return Math.rint(Math.max(least, Math.min(greatest, value)));
		return Double.isFinite(before) ? value : Double.NaN;
	}

	/**
	 * Moves values towards others; they become whole where the type is.
	 *
	 * @param changed the values that the shares are of, which become the mixed ones
	 * @param original the others, of as many; where one is not finite it stays
	 * @param shares of the changed values, 0 to 1
	 * @return the changed values, NaN for what stays, as in {@link PixelRows}
	 */
	double[] mix(double[] changed, double[] original, double[] shares) {
		boolean floats = greatest - least < 1 << FLOAT_BITS || greatest == Float.MAX_VALUE;
		for (int i = 0; i < changed.length; i++) {
			if (shares[i] <= 0 || !Double.isFinite(original[i])) changed[i] = Double.NaN;
			else if (shares[i] < 1) changed[i] = floats ? mix((float) changed[i], (float) original[i], (float) shares[i]) : mix(
				changed[i], original[i], shares[i]);
		}
		return changed;
	}

	private double mix(float changed, float original, float share) {
		float mixed = original + share * (changed - original);
		// NB: the same as Math.round, which is slow, for numbers that a float tells apart.
		return whole ? Math.floor(mixed + 0.5) : mixed;
	}

	private double mix(double changed, double original, double share) {
		double mixed = original + share * (changed - original);
		return whole ? Math.round(mixed) : mixed;
	}
}
