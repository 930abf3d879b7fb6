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

import java.util.Arrays;

import sc.fiji.img2img.random.NoiseSource;

/**
 * Euler's method along the straight lines of rectified flows (Esser et al., "Scaling Rectified Flow Transformers"), where
 * a sample is {@code (1 - sigma) * image + sigma * noise}.
 */
final class FlowMatchEulerScheduler implements Scheduler {

	private final double[] timesteps;
	private final float[] sigmas;
	private final boolean stochastic;

	FlowMatchEulerScheduler(SchedulerConfig config, int steps) {
		int trained = NoiseSchedule.trainingTimesteps(config);
		SigmaSpacing spacing = SigmaSpacing.of(config);
		double[] levels = FlowShift.of(config, "shift").apply(unshifted(config, trained, steps));
		if (!spacing.isOfTimesteps()) {
			levels = spacing.levels(levels[0], levels[levels.length - 1], steps);
		}
		boolean inverted = config.flag("invert_sigmas", false);
		stochastic = config.flag("stochastic_sampling", false);
		timesteps = new double[steps];
		sigmas = new float[steps + 1];
		for (int i = 0; i < steps; i++) {
			sigmas[i] = inverted ? 1 - (float) levels[i] : (float) levels[i];
			timesteps[i] = sigmas[i] * trained;
		}
		sigmas[steps] = inverted ? 1 : 0;
	}

	/** NB: the ends have been shifted once already, in single precision; diffusers shifts them twice. */
	private static double[] unshifted(SchedulerConfig config, int trained, int steps) {
		float first = 1;
		float last = 1f / trained;
		if (!config.flag("use_dynamic_shifting", false)) {
			float shift = (float) config.number("shift", 1, Double.MIN_VALUE, Double.MAX_VALUE);
			first = shift * first / (1 + (shift - 1) * first);
			last = shift * last / (1 + (shift - 1) * last);
		}
		double[] timesteps = FloatMath.linspaceDouble((double) first * trained, (double) last * trained, steps);
		return Arrays.stream(timesteps).map(t -> t / trained).toArray();
	}

	@Override
	public double[] timesteps() {
		return timesteps.clone();
	}

	@Override
	public float[] sigmas() {
		return sigmas.clone();
	}

	@Override
	public float[] addNoise(float[] clean, float[] noise, int index) {
		return Latents.mix(sigmas[index], noise, 1 - sigmas[index], clean);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float sigma = sigmas[index];
		float next = sigmas[index + 1];
		if (!stochastic) {
			return Latents.add(sample, next - sigma, modelOutput);
		}
		float[] image = Latents.add(sample, -sigma, modelOutput);
		return Latents.mix(1 - next, image, next, noise.next(sample.length));
	}
}
