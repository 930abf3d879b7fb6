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

import sc.fiji.img2img.diffusion.scheduler.Scheduler;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.tensor.Tensor;

/**
 * One image on its way from noise to clean: its latent, its scheduler and its stream of noise.
 * <p>
 * Draws as diffusers does, in this order: for the latent's sample, the initial noise, for the sample of the image with its
 * hole, then whatever the scheduler asks for. Not thread-safe.
 * </p>
 */
final class Trajectory {

	private final Scheduler scheduler;

	private final NoiseSource noise;

	/** Null where the whole latent changes, or the network takes care of the rest by itself. */
	private final MaskedImage blended;

	private final long[] shape;

	/** The clean latent of the input; null where nothing of it is needed any more. */
	private final float[] clean;

	/** Null where it is not needed any more. */
	private final float[] initialNoise;

	/** Null without a mask. */
	private final Tensor hole;

	private float[] latent;

	/**
	 * Noises the input to the level where the run begins.
	 *
	 * @param image the distribution of the input's latent
	 * @param masked null where the whole image may change
	 * @param holeImage the distribution of the latent of the image with its hole; null without a mask
	 * @param first the index of the first model call
	 * @param pureNoise whether nothing of the input is left in a masked run's first latent
	 * @param inpaints whether the network is shown the mask and the hole, so that nothing has to be blended
	 */
	Trajectory(Scheduler scheduler, NoiseSource noise, LatentDistribution image, MaskedImage masked,
		LatentDistribution holeImage, int first, boolean pureNoise, boolean inpaints)
	{
		this.scheduler = scheduler;
		this.noise = noise;
		blended = inpaints ? null : masked;
		shape = image.mean().shape();
		boolean noiseOnly = masked != null && pureNoise;
		float[] begin = noiseOnly && inpaints ? null : image.sample(noise).data();
		float[] drawn = noise.next((int) (shape[1] * shape[2] * shape[3]));
		// NB: diffusers encodes the image with its hole, and draws for it, even if the UNet has no channels for it.
		hole = masked == null ? null : holeImage.sample(noise);
		scheduler.begin(first);
		latent = noiseOnly ? scaled(drawn, scheduler.initNoiseSigma()) : scheduler.addNoise(begin, drawn, first);
		clean = blended == null ? null : begin;
		initialNoise = blended == null ? null : drawn;
	}

	/** The latent of the image with its hole, [1, C, h, w]; null without a mask. */
	Tensor hole() {
		return hole;
	}

	/** What the network is to see at a timestep: [1, C, h, w]. */
	Tensor modelInput(int index) {
		return Tensor.of(scheduler.scaleModelInput(latent, index), shape);
	}

	/** Moves on by the network's guided answer. */
	void step(float[] answer, int index) {
		latent = scheduler.step(answer, index, latent, noise);
		if (blended == null) return;
		boolean last = index == scheduler.timesteps().length - 1;
		latent = blended.merge(last ? clean : scheduler.addNoise(clean, initialNoise, index + 1), latent);
	}

	/** The current latent, [1, C, h, w]. */
	Tensor latent() {
		return Tensor.of(latent, shape);
	}

	private static float[] scaled(float[] values, float factor) {
		float[] result = new float[values.length];
		for (int i = 0; i < result.length; i++)
			result[i] = values[i] * factor;
		return result;
	}
}
