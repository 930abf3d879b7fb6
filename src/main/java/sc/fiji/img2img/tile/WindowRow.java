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

import java.util.Arrays;

/** Where windows lie along one dimension, and how much each counts at each of its places. Immutable. */
final class WindowRow {

	private final int length;

	private final int window;

	private final int[] starts;

	private WindowRow(int length, int window, int[] starts) {
		this.length = length;
		this.window = window;
		this.starts = starts;
	}

	/**
	 * As few windows as cover a length, evenly spread; one if the length is none too many for it.
	 *
	 * @param window less than the length or not; a multiple of the unit
	 * @param overlap how much each shares with the next at least, less than a window; a multiple of the unit
	 * @param unit what the beginnings are multiples of
	 */
	static WindowRow of(int length, int window, int overlap, int unit) {
		if (window >= length) return new WindowRow(length, length, new int[1]);
		int step = window - overlap;
		int[] starts = new int[(length - window + step - 1) / step + 1];
		int last = starts.length - 1;
		for (int i = 0; i < last; i++)
			starts[i] = (int) Math.round((double) (length - window) * i / last / unit) * unit;
		starts[last] = length - window;
		return new WindowRow(length, window, starts);
	}

	/** The same in units that are larger by a factor, which all of it is divisible by. */
	WindowRow shrunk(int factor) {
		return new WindowRow(length / factor, window / factor, Arrays.stream(starts).map(start -> start / factor).toArray());
	}

	/** What is covered. */
	int length() {
		return length;
	}

	/** The length of a window. */
	int window() {
		return window;
	}

	/** How many windows there are. */
	int count() {
		return starts.length;
	}

	/** Where a window begins. */
	int start(int index) {
		return starts[index];
	}

	/**
	 * How much each window counts at each of its places: smoothly more away from the ends that lie in others; at each place of
	 * the whole length the sum is 1.
	 *
	 * @return [window][place]
	 */
	float[][] shares() {
		double[][] weights = new double[starts.length][window];
		double[] sums = new double[length];
		for (int i = 0; i < starts.length; i++)
			for (int x = 0; x < window; x++) {
				double in = i == 0 ? 1 : ramp(x, starts[i - 1] + window - starts[i]);
				double out = i == starts.length - 1 ? 1 : ramp(window - 1 - x, starts[i] + window - starts[i + 1]);
				weights[i][x] = in * out;
				sums[starts[i] + x] += weights[i][x];
			}
		float[][] shares = new float[starts.length][window];
		for (int i = 0; i < starts.length; i++)
			for (int x = 0; x < window; x++)
				shares[i][x] = (float) (weights[i][x] / sums[starts[i] + x]);
		return shares;
	}

	/** Rises from 0 to 1, without a kink at either end. */
	private static double ramp(int place, int length) {
		double root = place < length ? Math.sin(Math.PI / 2 * (place + 0.5) / length) : 1;
		return root * root;
	}
}
