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

/** Euler's method in the noise level (Karras et al., algorithm 2 without churn). */
final class EulerScheduler extends SigmaScheduler {

	EulerScheduler(SchedulerConfig config, int steps) {
		this(config, PredictionType.ofNoiseVelocityOrImage(config), steps);
	}

	private EulerScheduler(SchedulerConfig config, PredictionType prediction, int steps) {
		super(prediction, steps(config, prediction, steps));
	}

	private static SigmaSteps steps(SchedulerConfig config, PredictionType prediction, int steps) {
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.PIXELS).finitelyRescaledIfAsked(config));
		SigmaTimeline timeline = SigmaTimeline.of(config, table, steps);
		if ("log_linear".equals(config.choice("interpolation_type", "linear", "linear", "log_linear"))) {
			timeline = timeline.withSigmas(logLinear(table, steps));
		}
		boolean toSmallest = "sigma_min".equals(config.choice("final_sigmas_type", "zero", "zero", "sigma_min"));
		SigmaSteps spread = timeline.spread(SigmaSpacing.of(config), table, steps).endingAt(toSmallest ? table.smallest()
			: 0);
		boolean continuous = "continuous".equals(config.choice("timestep_type", "discrete", "discrete", "continuous"));
		return continuous && prediction == PredictionType.V_PREDICTION ? spread.withTimesteps(continuousTimesteps(
			spread.sigmas)) : spread.withSingleTimesteps();
	}

	/** NB: one level more than steps, as in diffusers; the last step then ends above the final level. */
	private static double[] logLinear(SigmaTable table, int steps) {
		float[] logs = FloatMath.linspace(table.largestLog(), table.smallestLog(), steps + 1);
		double[] levels = new double[steps + 1];
		for (int i = 0; i <= steps; i++) {
			levels[i] = FloatMath.exp(logs[i]);
		}
		return levels;
	}

	/** Karras et al.'s c_noise. */
	private static double[] continuousTimesteps(float[] sigmas) {
		double[] result = new double[sigmas.length - 1];
		for (int i = 0; i < result.length; i++) {
			result[i] = 0.25f * FloatMath.log(sigmas[i]);
		}
		return result;
	}

	@Override
	float[] move(float[] sample, float[] direction, int index, NoiseSource noise) {
		return Latents.add(sample, level(index + 1) - level(index), direction);
	}
}
