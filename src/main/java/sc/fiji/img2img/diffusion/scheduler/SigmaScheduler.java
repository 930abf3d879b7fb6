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

import sc.fiji.img2img.random.NoiseSource;

/**
 * A sampler that steps from noise level to noise level after Karras et al.: samples are {@code image + sigma * noise}, and
 * the model sees them divided by their standard deviation.
 */
abstract class SigmaScheduler implements Scheduler {

	private final PredictionType prediction;
	private final SigmaSteps steps;

	SigmaScheduler(PredictionType prediction, SigmaSteps steps) {
		this.prediction = prediction;
		this.steps = steps;
	}

	@Override
	public final double[] timesteps() {
		return steps.timesteps.clone();
	}

	@Override
	public final float[] sigmas() {
		return steps.sigmas.clone();
	}

	@Override
	public final float initNoiseSigma() {
		return steps.initNoiseSigma;
	}

	@Override
	public final float[] addNoise(float[] clean, float[] noise, int index) {
		return Latents.add(clean, level(index), noise);
	}

	@Override
	public final float[] scaleModelInput(float[] sample, int index) {
		float sigma = sigma(index);
		return Latents.divide(sample, FloatMath.sqrt(sigma * sigma + 1));
	}

	@Override
	public final float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float sigma = sigma(index);
		float[] image = limited(prediction.imageUnscaled(sample, modelOutput, sigma));
		float[] direction = new float[sample.length];
		for (int i = 0; i < direction.length; i++) {
			direction[i] = (sample[i] - image[i]) / sigma;
		}
		return move(sample, direction, index, noise);
	}

	/** The noise level that stands at an index of {@link #sigmas()}. */
	final float level(int index) {
		return steps.sigmas[index];
	}

	/** The noise level of the sample that the model is called with. */
	final float sigma(int index) {
		return steps.called[index];
	}

	/** The predicted image, with what the configuration does to values that are too large. */
	float[] limited(float[] image) {
		return image;
	}

	/**
	 * Moves the latent one timestep on, as {@link #step} does.
	 *
	 * @param direction the direction in which the noise level changes the sample: the noise, as the predicted image tells
	 *          it; a new array
	 */
	abstract float[] move(float[] sample, float[] direction, int index, NoiseSource noise);
}
