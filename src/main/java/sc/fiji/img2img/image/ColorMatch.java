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

/**
 * Gives the changed part of an image the mean and the standard deviation of the original's, channel by channel.
 * <p>
 * Immutable.
 * </p>
 */
public final class ColorMatch {

	private final Mask mask;

	private ColorMatch(Mask mask) {
		this.mask = mask;
	}

	/** A match within a mask; null for all pixels. */
	public static ColorMatch within(Mask mask) {
		return new ColorMatch(mask);
	}

	/**
	 * Matches in place.
	 *
	 * @param changed the new image, which becomes the matched one
	 * @param original of the same type and size
	 */
	public void apply(Plane changed, Plane original) {
		double[] row = new double[changed.width()];
		for (int channel = 0; channel < changed.channels().size(); channel++) {
			Moments from = moments(changed, channel);
			Moments to = moments(original, channel);
			double gain = from.deviation > 0 ? to.deviation / from.deviation : 1;
			PixelRows rows = changed.channels().get(channel);
			for (int y = 0; y < changed.height(); y++) {
				rows.read(y, row);
				for (int x = 0; x < row.length; x++)
					row[x] = isInside(y * row.length + x) && Double.isFinite(row[x]) ? changed.type().nearest(to.mean + gain *
						(row[x] - from.mean), row[x]) : Double.NaN;
				rows.write(y, row);
			}
		}
	}

	private boolean isInside(int index) {
		return mask == null || mask.contains(index);
	}

	/** Those of the finite values within the mask. */
	private Moments moments(Plane image, int channel) {
		double mean = 0;
		double squares = 0;
		long count = 0;
		PixelRows rows = image.channels().get(channel);
		double[] row = new double[image.width()];
		for (int y = 0; y < image.height(); y++) {
			rows.read(y, row);
			for (int x = 0; x < row.length; x++) {
				if (!isInside(y * row.length + x) || !Double.isFinite(row[x])) continue;
				count++;
				// NB: Welford's update, which does not cancel where values are large against their spread.
				double step = row[x] - mean;
				mean += step / count;
				squares += step * (row[x] - mean);
			}
		}
		return new Moments(mean, count == 0 ? 0 : Math.sqrt(squares / count));
	}

	/** Mean and standard deviation. */
	private static final class Moments {

		private final double mean;

		private final double deviation;

		private Moments(double mean, double deviation) {
			this.mean = mean;
			this.deviation = deviation;
		}
	}
}
