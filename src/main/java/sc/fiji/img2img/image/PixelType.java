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

	/** A value between two others; whole where the type is. */
	double mix(double original, double changed, float share) {
		double mixed = greatest - least < 1 << FLOAT_BITS || greatest == Float.MAX_VALUE ? (float) original + share *
			((float) changed - (float) original) : original + share * (changed - original);
		return whole ? Math.round(mixed) : mixed;
	}
}
