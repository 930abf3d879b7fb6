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
package sc.fiji.img2img.diffusion;

/**
 * Classifier-free guidance: how far the model's answer is pushed from the negative towards the positive prompt.
 * <p>
 * Immutable. Rescaling: Lin et al. 2023, "Common Diffusion Noise Schedules and Sample Steps are Flawed", section 3.4.
 * </p>
 */
public final class Guidance {

	private final double scale;

	private final double rescale;

	private Guidance(double scale, double rescale) {
		this.scale = scale;
		this.rescale = rescale;
	}

	/**
	 * A guidance.
	 *
	 * @param scale at most 1 for none; 5 to 8 is usual
	 * @param rescale how much of the contrast that guidance adds is taken back, 0 to 1
	 */
	public static Guidance of(double scale, double rescale) {
		if (!Double.isFinite(scale)) throw new IllegalArgumentException("guidance should be a number, but is " + scale + ".");
		if (!(rescale >= 0 && rescale <= 1)) throw new IllegalArgumentException(
			"guidance rescale should be between 0 and 1, but is " + rescale + ".");
		return new Guidance(scale, rescale);
	}

	/** The scale, also called CFG scale. */
	public double scale() {
		return scale;
	}

	/** Whether the negative prompt matters, so that the model is asked twice. */
	public boolean isActive() {
		return scale > 1;
	}

	/** Whether each number of an answer is guided by itself, whatever the others are. */
	boolean isLocal() {
		return rescale == 0;
	}

	/**
	 * The guided answer.
	 *
	 * @param negative the answer to the negative prompt
	 * @param positive the answer to the prompt, of the same length
	 */
	public float[] apply(float[] negative, float[] positive) {
		float factor = (float) scale;
		float[] guided = new float[positive.length];
		for (int i = 0; i < guided.length; i++)
			guided[i] = negative[i] + factor * (positive[i] - negative[i]);
		if (rescale == 0) return guided;
		float ratio = (float) (deviation(positive) / deviation(guided));
		float share = (float) rescale;
		float rest = (float) (1 - rescale);
		for (int i = 0; i < guided.length; i++)
			guided[i] = share * (guided[i] * ratio) + rest * guided[i];
		return guided;
	}

	private static double deviation(float[] values) {
		double mean = 0;
		for (float value : values)
			mean += value;
		mean /= values.length;
		double sum = 0;
		for (float value : values)
			sum += (value - mean) * (value - mean);
		return Math.sqrt(sum / (values.length - 1));
	}
}
