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

/**
 * The model calls of DPM2: between each two noise levels lies a third, at which the model is called once more.
 * <p>
 * The even calls stand at a level, the odd ones at the level between the one before and the one after.
 * </p>
 */
final class Kdpm2Steps {

	private Kdpm2Steps() {}

	/** The level between two others, or between a level and what an ancestral step aims at. */
	@FunctionalInterface
	interface Between {

		float level(float from, float to);
	}

	static SigmaSteps of(SchedulerConfig config, int steps, Between rule) {
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.LATENTS_LINEAR));
		SigmaSpacing spacing = SigmaSpacing.of(config);
		SigmaSteps whole = SigmaTimeline.of(config, table, steps).spread(spacing, table, steps).endingAt(0);
		int count = whole.timesteps.length;
		double[] timesteps = new double[2 * count - 1];
		float[] called = new float[2 * count];
		for (int i = 0; i < count; i++) {
			timesteps[2 * i] = spacing.isKarras() ? Math.rint(whole.timesteps[i]) : whole.timesteps[i];
			called[2 * i] = whole.sigmas[i];
			if (i + 1 < count) {
				called[2 * i + 1] = rule.level(whole.sigmas[i], whole.sigmas[i + 1]);
				timesteps[2 * i + 1] = table.timestepOf(called[2 * i + 1]);
			}
		}
		return new SigmaSteps(timesteps, listed(whole.sigmas), called, whole.initNoiseSigma);
	}

	/** The geometric mean, as torch computes it from logarithms. */
	static float geometricMean(float from, float to) {
		float end = FloatMath.log(to);
		return FloatMath.exp(end - (end - FloatMath.log(from)) * 0.5f);
	}

	/** NB: at odd indices stands the level of the step's end, as in diffusers; noise is added for that. */
	private static float[] listed(float[] levels) {
		float[] result = new float[2 * levels.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = levels[Math.min((i + 1) / 2, levels.length - 1)];
		}
		return result;
	}
}
