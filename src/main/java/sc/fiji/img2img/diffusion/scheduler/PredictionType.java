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
package sc.fiji.img2img.diffusion.scheduler;

import java.util.Locale;

/**
 * What the model's output stands for, where a noisy sample is {@code alpha * image + sigma * noise}.
 * <p>
 * Pairs of {@code alpha} and {@code sigma} keep the variance (alpha² + sigma² = 1) unless said otherwise.
 * </p>
 */
enum PredictionType {

	/** The noise. */
	EPSILON,
	/** The velocity, alpha * noise - sigma * image (Salimans and Ho). */
	V_PREDICTION,
	/** The image. */
	SAMPLE,
	/** The flow's direction, noise - image, where alpha is 1 - sigma. */
	FLOW_PREDICTION;

	static PredictionType of(SchedulerConfig config, PredictionType... allowed) {
		return config.choice("prediction_type", EPSILON, allowed);
	}

	/** For samplers that keep the variance: all but a flow's direction. */
	static PredictionType ofNoiseVelocityOrImage(SchedulerConfig config) {
		return of(config, EPSILON, V_PREDICTION, SAMPLE);
	}

	/** The image that the output tells of. */
	float[] image(float[] sample, float[] output, float alpha, float sigma) {
		switch (this) {
			case EPSILON:
				return Latents.subtractThenDivide(sample, sigma, output, alpha);
			case V_PREDICTION:
				return Latents.mix(alpha, sample, -sigma, output);
			case SAMPLE:
				return output.clone();
			default:
				return Latents.add(sample, -sigma, output);
		}
	}

	/** The noise that the output tells of. */
	float[] noise(float[] sample, float[] output, float alpha, float sigma) {
		switch (this) {
			case EPSILON:
				return output.clone();
			case V_PREDICTION:
				return Latents.mix(alpha, output, sigma, sample);
			case SAMPLE:
				return Latents.subtractThenDivide(sample, alpha, output, sigma);
			default:
				throw new UnsupportedOperationException("A flow's direction is turned into an image, not into noise.");
		}
	}

	/** The image that the output tells of, where the sample is {@code image + sigma * noise} (Karras et al.). */
	float[] imageUnscaled(float[] sample, float[] output, float sigma) {
		switch (this) {
			case EPSILON:
				return Latents.add(sample, -sigma, output);
			case V_PREDICTION:
				float variance = sigma * sigma + 1;
				float outputShare = -sigma / FloatMath.sqrt(variance);
				float[] image = new float[sample.length];
				for (int i = 0; i < image.length; i++) {
					image[i] = output[i] * outputShare + sample[i] / variance;
				}
				return image;
			case SAMPLE:
				return output.clone();
			default:
				throw new UnsupportedOperationException("A flow's direction needs a sample that keeps the variance.");
		}
	}

	/** The word in the JSON. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
