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
package sc.fiji.img2img.text;

/**
 * Gives the tokens of an encoded prompt their weights, as AUTOMATIC1111's original emphasis does.
 * <p>
 * Every token's vector is multiplied by its weight; then the whole chunk is scaled so that its mean is what it was
 * before. The mean is over all tokens and channels of one chunk: AUTOMATIC1111 encodes one chunk of one prompt at a
 * time. For SDXL this is done with both encoders' hidden states, and the pooled vector stays as it is.
 * </p>
 */
public final class Emphasis {

	/** Beyond this, networks overflow. */
	private static final float MOST_SCALE = 10_000;

	private Emphasis() {
		// NB: functions only.
	}

	/**
	 * Weighs an encoded prompt.
	 *
	 * @param encoded [chunks, length, channels], not modified
	 * @param chunks what has been encoded
	 * @return a new array of the same shape; bit for bit the same values in every chunk whose weights are all 1
	 * @throws IllegalArgumentException if the weights are such that the result is not finite
	 */
	public static float[] apply(float[] encoded, PromptChunks chunks) {
		int rows = chunks.size() * chunks.length();
		if (encoded.length == 0 || encoded.length % rows != 0) throw new IllegalArgumentException("An encoded prompt of " +
			chunks.size() + " x " + chunks.length() + " tokens cannot have " + encoded.length + " values.");
		float[] result = encoded.clone();
		int channels = encoded.length / rows;
		for (int i = 0; i < chunks.size(); i++) {
			weigh(result, i * chunks.length() * channels, channels, chunks.weights(i));
		}
		return result;
	}

	private static void weigh(float[] values, int from, int channels, float[] weights) {
		boolean weighted = false;
		for (float weight : weights) {
			weighted |= weight != 1;
		}
		if (!weighted) return;

		int to = from + weights.length * channels;
		double before = sum(values, from, to);
		for (int i = from; i < to; i++) {
			values[i] *= weights[(i - from) / channels];
		}
		double after = sum(values, from, to);
		// NB: Values that add up to nothing have no mean to restore.
		if (after == 0) return;
		float scale = (float) (before / after);
		if (Math.abs(scale) > MOST_SCALE) throw unbalanced();
		for (int i = from; i < to; i++) {
			values[i] *= scale;
			if (!Float.isFinite(values[i])) throw unbalanced();
		}
	}

	private static IllegalArgumentException unbalanced() {
		return new IllegalArgumentException(
			"The weights in the prompt cancel each other out, or are too large; choose weights nearer to 1.");
	}

	private static double sum(float[] values, int from, int to) {
		double sum = 0;
		for (int i = from; i < to; i++) {
			sum += values[i];
		}
		return sum;
	}
}
