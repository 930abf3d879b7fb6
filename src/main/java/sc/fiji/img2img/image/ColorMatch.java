package sc.fiji.img2img.image;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

/**
 * Gives the changed part of an image the mean and the standard deviation of the original's, channel by channel.
 * <p>
 * Immutable.
 * </p>
 */
public final class ColorMatch {

	private final ImageProcessor mask;

	private ColorMatch(ImageProcessor mask) {
		this.mask = mask;
	}

	/** A match within the pixels of the mask that are at least 128; null for all pixels. */
	public static ColorMatch within(ImageProcessor mask) {
		return new ColorMatch(mask == null ? null : mask.convertToByte(false));
	}

	/**
	 * Matches in place.
	 *
	 * @param changed the new image, which becomes the matched one
	 * @param original of the same type and size
	 */
	public void apply(ImageProcessor changed, ImageProcessor original) {
		int channels = changed instanceof ColorProcessor ? 3 : 1;
		double top = changed instanceof ColorProcessor || changed instanceof ByteProcessor ? 255 : 65535;
		for (int channel = 0; channel < channels; channel++) {
			Moments from = Moments.of(changed, channel, mask);
			Moments to = Moments.of(original, channel, mask);
			double gain = from.deviation() > 0 ? to.deviation() / from.deviation() : 1;
			for (int i = 0; i < changed.getPixelCount(); i++) {
				if (!isInside(mask, i)) continue;
				double before = value(changed, channel, i);
				if (!Double.isFinite(before)) continue;
				double value = to.mean() + gain * (before - from.mean());
				if (changed instanceof FloatProcessor) changed.setf(i, (float) value);
				else put(changed, channel, i, (int) Math.rint(Math.max(0, Math.min(top, value))));
			}
		}
	}

	private static boolean isInside(ImageProcessor mask, int index) {
		return mask == null || mask.get(index) >= 128;
	}

	private static double value(ImageProcessor image, int channel, int index) {
		return image instanceof ColorProcessor ? image.get(index) >> 16 - 8 * channel & 0xff : image.getf(index);
	}

	private static void put(ImageProcessor image, int channel, int index, int value) {
		if (!(image instanceof ColorProcessor)) image.set(index, value);
		else {
			int shift = 16 - 8 * channel;
			image.set(index, image.get(index) & ~(0xff << shift) | value << shift);
		}
	}

	/** Mean and standard deviation of the finite values. */
	private static final class Moments {

		private final double mean;

		private final double deviation;

		private Moments(double mean, double deviation) {
			this.mean = mean;
			this.deviation = deviation;
		}

		private static Moments of(ImageProcessor image, int channel, ImageProcessor mask) {
			double mean = 0;
			double squares = 0;
			long count = 0;
			for (int i = 0; i < image.getPixelCount(); i++) {
				double value = value(image, channel, i);
				if (!isInside(mask, i) || !Double.isFinite(value)) continue;
				count++;
				// NB: Welford's update, which does not cancel where values are large against their spread.
				double step = value - mean;
				mean += step / count;
				squares += step * (value - mean);
			}
			return new Moments(mean, count == 0 ? 0 : Math.sqrt(squares / count));
		}

		private double mean() {
			return mean;
		}

		private double deviation() {
			return deviation;
		}
	}
}
