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

import java.awt.Rectangle;
import java.util.List;

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
	private final Rectangle part;

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
	 * The blend of two images.
	 *
	 * @param changed the new image
	 * @param original of the same type and size
	 * @return a new image
	 */
	public Plane apply(Plane changed, Plane original) {
		Plane blend = original.copy();
		PixelRows shares = share.channels().get(0);
		double[] weights = new double[part.width];
		double[] before = new double[part.width];
		double[] row = new double[part.width];
		List<PixelRows> from = changed.channels();
		List<PixelRows> to = blend.channels();
		for (int y = part.y; y < part.y + part.height; y++) {
			shares.read(part.x, y, weights);
			for (int c = 0; c < to.size(); c++) {
				from.get(c).read(part.x, y, row);
				to.get(c).read(part.x, y, before);
				to.get(c).write(part.x, y, blend.type().mix(row, before, weights));
			}
		}
		return blend;
	}

	private static Rectangle partOf(Plane share) {
		PixelRows shares = share.channels().get(0);
		double[] row = new double[share.width()];
		int left = row.length;
		int right = 0;
		int top = share.height();
		int bottom = 0;
		for (int y = 0; y < share.height(); y++) {
			shares.read(y, row);
			for (int x = 0; x < row.length; x++) {
				if (row[x] <= 0) continue;
				left = Math.min(left, x);
				right = Math.max(right, x + 1);
				top = Math.min(top, y);
				bottom = y + 1;
			}
		}
		return right > left ? new Rectangle(left, top, right - left, bottom - top) : new Rectangle();
	}
}
