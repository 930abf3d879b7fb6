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

import java.util.List;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Puts the changed part of an image into the original, with a soft edge.
 * <p>
 * Pixels of which the changed image has no share stay as they are, bit for bit; so do those that are not finite. Immutable.
 * </p>
 */
public final class MaskBlend {

	private final Plane share;

	/** Where the changed image has a share. */
	private final Interval part;

	private MaskBlend(Plane share) {
		this.share = share;
		part = partOf(share);
	}

	/**
	 * A blend.
	 *
	 * @param share of the changed image in each pixel, 0 to 1, of x and y; not copied
	 */
	public static MaskBlend of(RandomAccessibleInterval<FloatType> share) {
		return new MaskBlend(Plane.of(share));
	}

	/**
	 * Blends in place.
	 *
	 * @param changed the new image, which becomes the blend
	 * @param original of the same type and size
	 */
	public void apply(Plane changed, Plane original) {
		PixelRows shares = share.channels().get(0);
		List<PixelRows> from = original.channels();
		List<PixelRows> to = changed.channels();
		int left = (int) part.min(0);
		double[] weights = new double[(int) part.dimension(0)];
		double[] before = new double[weights.length];
		double[][] rows = new double[to.size()][weights.length];
		for (int y = 0; y < changed.height(); y++) {
			boolean changes = y >= part.min(1) && y <= part.max(1);
			for (int c = 0; changes && c < rows.length; c++)
				to.get(c).read(left, y, rows[c]);
			changed.setRow(y, original);
			if (changes) shares.read(left, y, weights);
			for (int c = 0; changes && c < rows.length; c++) {
				from.get(c).read(left, y, before);
				to.get(c).write(left, y, changed.type().mix(rows[c], before, weights));
			}
		}
	}

	private static Interval partOf(Plane share) {
		Bounds bounds = new Bounds();
		PixelRows shares = share.channels().get(0);
		double[] row = new double[share.width()];
		for (int y = 0; y < share.height(); y++) {
			shares.read(y, row);
			for (int x = 0; x < row.length; x++)
				if (row[x] > 0) bounds.include(x, y);
		}
		return bounds.interval();
	}
}
