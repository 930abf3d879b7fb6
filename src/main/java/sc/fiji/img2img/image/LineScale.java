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
 * By which shares of its pixels a line becomes one of another length: cubic convolution, which is widened where the line gets
 * shorter, so that each pixel is a mean of all that it stands for.
 * <p>
 * Weights as in PIL's resize; Keys 1981, "Cubic convolution interpolation for digital image processing". Immutable.
 * </p>
 */
final class LineScale {

	/** How far the convolution reaches, in pixels of the shorter line. */
	private static final int REACH = 2;

	private final int[] firsts;

	private final float[][] shares;

	private LineScale(int[] firsts, float[][] shares) {
		this.firsts = firsts;
		this.shares = shares;
	}

	/** From one length to another, both at least 1. */
	static LineScale of(int from, int to) {
		double step = (double) from / to;
		double width = Math.max(1, step);
		int[] firsts = new int[to];
		float[][] shares = new float[to][];
		for (int i = 0; i < to; i++) {
			double centre = (i + 0.5) * step;
			firsts[i] = Math.max(0, (int) Math.floor(centre - REACH * width));
			int end = Math.min(from, (int) Math.ceil(centre + REACH * width));
			double[] weights = new double[end - firsts[i]];
			double sum = 0;
			for (int k = 0; k < weights.length; k++)
				sum += weights[k] = cubic((firsts[i] + k + 0.5 - centre) / width);
			shares[i] = new float[weights.length];
			for (int k = 0; k < weights.length; k++)
				shares[i][k] = (float) (weights[k] / sum);
		}
		return new LineScale(firsts, shares);
	}

	/** The first pixel that a pixel of the new line has a share of. */
	int first(int place) {
		return firsts[place];
	}

	/** The last one. */
	int last(int place) {
		return firsts[place] + shares[place].length - 1;
	}

	/**
	 * The value of a pixel of the new line.
	 *
	 * @param values in which the pixels of the old line lie
	 * @param offset where the old line's first pixel lies, or would lie
	 * @param stride from one pixel to the next
	 */
	float value(int place, float[] values, int offset, int stride) {
		float sum = 0;
		int index = offset + firsts[place] * stride;
		for (float share : shares[place]) {
			sum += share * values[index];
			index += stride;
		}
		return sum;
	}

	private static double cubic(double distance) {
		double x = Math.abs(distance);
		if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
		return x < REACH ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
	}
}
