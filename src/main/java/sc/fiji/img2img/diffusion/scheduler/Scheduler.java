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
 * A sampler on its way through one noise schedule: the timesteps to ask the model at, and how each answer moves the
 * latent.
 * <p>
 * An instance belongs to one image of one run: it is made for a number of steps, begun once at the index that the
 * denoising strength gives, and then stepped through every index from there to the end. Multistep samplers keep
 * earlier model outputs in between. Not thread-safe.
 * </p>
 * <p>
 * Latents are flat float arrays of any length; the order of their elements does not matter. Arguments are never
 * modified, results are new arrays unless a method says otherwise.
 * </p>
 */
public interface Scheduler {

	/**
	 * The timesteps at which the model is called, one per call, from noisy to clean.
	 *
	 * @return all of them, for the whole schedule (as at strength 1); fractional for schedulers that interpolate
	 */
	double[] timesteps();

	/**
	 * The noise levels that the sampler steps between, as diffusers lists them.
	 *
	 * @return at least one more than timesteps; none at all for samplers that count in timesteps alone
	 */
	default float[] sigmas() {
		return new float[0];
	}

	/** How many consecutive timesteps make up one step as the user counts them: 2 for Heun and KDPM2, else 1. */
	default int order() {
		return 1;
	}

	/** The standard deviation that pure noise must have when the run begins at the first timestep. */
	default float initNoiseSigma() {
		return 1;
	}

	/**
	 * Starts a run, forgetting whatever an earlier one left; nothing is to be done where a step depends on nothing but its
	 * arguments.
	 *
	 * @param index the index into {@link #timesteps()} of the first model call
	 */
	default void begin(int index) {}

	/**
	 * Noises a clean latent to the level of a timestep.
	 *
	 * @param clean the clean latent
	 * @param noise standard normal noise of the same length
	 * @param index the index into {@link #timesteps()}
	 */
	float[] addNoise(float[] clean, float[] noise, int index);

	/**
	 * The latent as the model wants to see it.
	 *
	 * @param sample the current latent
	 * @param index the index into {@link #timesteps()}
	 * @return the scaled latent; {@code sample} itself where no scaling is due
	 */
	default float[] scaleModelInput(float[] sample, int index) {
		return sample;
	}

	/**
	 * Moves the latent one timestep on.
	 *
	 * @param modelOutput the model's answer at {@code timesteps()[index]}, after guidance
	 * @param index the index into {@link #timesteps()}, rising by one from call to call
	 * @param sample the latent that the answer was computed from, before {@link #scaleModelInput}
	 * @param noise where stochastic samplers draw from
	 * @return the latent at the next timestep
	 */
	float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise);
}
