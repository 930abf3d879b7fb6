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
import net.imglib2.util.Intervals;

/**
 * What is run for a cell of an image whose cells are run one by one: as much around it as fits into what a model is shown at
 * once, an eighth of that on each side at strength 0 and a quarter at 1. Immutable.
 */
public final class CellContext {

	private final int window;

	private final int margin;

	private final int unit;

	private CellContext(int window, int margin, int unit) {
		this.window = window;
		this.margin = margin;
		this.unit = unit;
	}

	/**
	 * A context.
	 *
	 * @param window how many pixels wide and high what a model is shown is, a multiple of the unit
	 * @param strength 0 to 1
	 * @param unit what all begins at multiples of
	 */
	public static CellContext of(int window, double strength, int unit) {
		int margin = (int) Math.ceil(window * (1 + strength) / 8 / unit) * unit;
		return new CellContext(window, margin, unit);
	}

	/** How many pixels wide and high a cell is. */
	public int cell() {
		return window - 2 * margin;
	}

	/**
	 * The cell with what is around it. At the ends of the image more lies on the other side.
	 *
	 * @param cell in x and y, the first two dimensions
	 * @param image from 0
	 * @return within the image
	 */
	public Interval around(Interval cell, Interval image) {
		long[] min = Intervals.minAsLongArray(cell);
		long[] max = Intervals.maxAsLongArray(cell);
		for (int d = 0; d < 2; d++) {
			long last = (image.dimension(d) - window + unit - 1) / unit * unit;
			min[d] = Math.max(0, Math.min(last, cell.min(d) - margin));
			max[d] = Math.min(image.max(d), min[d] + window - 1);
		}
		return new FinalInterval(min, max);
	}
}
