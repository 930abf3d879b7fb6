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

/** What DPM-Solver's multistep and singlestep forms read alike from a configuration. */
final class DpmConfig {

	final DpmAlgorithm algorithm;
	final SolverPrediction prediction;
	final int order;
	final boolean heun;
	final boolean endsAtSmallest;

	private DpmConfig(SchedulerConfig config, DpmAlgorithm algorithm) {
		this.algorithm = algorithm;
		order = config.integer("solver_order", 2, 1, algorithm == DpmAlgorithm.STOCHASTIC_NOISE ? 2 : 3);
		heun = "heun".equals(config.choice("solver_type", "midpoint", "midpoint", "heun", "logrho", "bh1", "bh2"));
		endsAtSmallest = DpmAlgorithm.endsAtSmallest(config);
		prediction = algorithm.isOfImage() ? SolverPrediction.ofImage(config) : SolverPrediction.ofNoise(config, SampleLimit
			.threshold(config));
		if (config.text("variance_type", "").startsWith("learned")) {
			throw config.refusal("variance_type", "missing: models that predict the variance, too, are not supported");
		}
	}

	static DpmConfig of(SchedulerConfig config, DpmAlgorithm... allowed) {
		return new DpmConfig(config, DpmAlgorithm.of(config, allowed));
	}

	/** What the last noise level is. */
	SolverLevels.End end() {
		return endsAtSmallest ? SolverLevels.End.SMALLEST : SolverLevels.End.ZERO;
	}

	/** The training timesteps of the model calls, none below {@code lambda_min_clipped}. */
	static int[] timesteps(SchedulerConfig config, NoiseSchedule schedule, TimestepSpacing spacing, int steps) {
		return spacing.beforeCleanEnd(config, schedule.length(), usableTimesteps(config, schedule), steps);
	}

	/** One more than the last timestep whose lambda is not below {@code lambda_min_clipped}. */
	private static int usableTimesteps(SchedulerConfig config, NoiseSchedule schedule) {
		float least = (float) config.number("lambda_min_clipped", Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY,
			Float.MAX_VALUE);
		int end = schedule.length();
		while (end > 1 && lambda(schedule.alpha(end - 1)) < least) {
			end--;
		}
		return end;
	}

	private static float lambda(float alpha) {
		return FloatMath.log(FloatMath.sqrt(alpha)) - FloatMath.log(FloatMath.sqrt(1 - alpha));
	}
}
