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
package sc.fiji.img2img.tile;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * What of a large image is run where only a selection may change: the selection in the middle, and around it what it has to
 * fit in with.
 * <p>
 * The higher the strength, the more a model has to be shown: at strength 0 the margin is a sixteenth of the selection's longer
 * edge, at 1 half of it. A model is shown at least what it was trained to see, as far as the image goes.
 * </p>
 */
public final class Surroundings {

	private static final double LEAST_MARGIN = 1 / 16.0;
	private static final double MORE_MARGIN = 1 / 2.0 - LEAST_MARGIN;

	private Surroundings() {
		// NB: the result is an interval.
	}

	/**
	 * The part of an image to run.
	 *
	 * @param selection within the image
	 * @param image of x and y, from 0
	 * @param strength 0 to 1
	 * @param edge how many pixels wide and high the part should at least be
	 * @param unit what the part's size is a multiple of, unless the image is smaller
	 * @return around the selection, within the image
	 */
	public static Interval of(Interval selection, Interval image, double strength, int edge, int unit) {
		long longer = Math.max(selection.dimension(0), selection.dimension(1));
		long margin = Math.max(1, Math.round(longer * (LEAST_MARGIN + MORE_MARGIN * strength)));
		return around(selection, image, margin, edge, unit);
	}

	/** As {@link #of}, with a margin of so many pixels on each side, and what makes the size a multiple of the unit. */
	public static Interval within(Interval selection, Interval image, long margin, int unit) {
		return around(selection, image, margin, 0, unit);
	}

	private static Interval around(Interval selection, Interval image, long margin, int edge, int unit) {
		long[] min = new long[2];
		long[] size = new long[2];
		for (int d = 0; d < 2; d++) {
			long wanted = Math.max(edge, selection.dimension(d) + 2 * margin);
			size[d] = Math.min(image.dimension(d), (wanted + unit - 1) / unit * unit);
			long centred = selection.min(d) - (size[d] - selection.dimension(d)) / 2;
			min[d] = Math.max(0, Math.min(image.dimension(d) - size[d], centred));
		}
		return FinalInterval.createMinSize(min[0], min[1], size[0], size[1]);
	}
}
