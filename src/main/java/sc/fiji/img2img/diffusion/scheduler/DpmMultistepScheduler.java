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

/** DPM-Solver and DPM-Solver++ as multistep methods of order 1 to 3 (Lu et al.), also stochastic. */
final class DpmMultistepScheduler extends SolverScheduler {

	private final DpmConfig dpm;
	private final boolean lowerOrderFinal;
	private final boolean firstOrderAtEnd;

	DpmMultistepScheduler(SchedulerConfig config, int steps) {
		this(config, DpmConfig.of(config, DpmAlgorithm.values()), steps);
	}

	private DpmMultistepScheduler(SchedulerConfig config, DpmConfig dpm, int steps) {
		super(timeline(config, dpm, steps), dpm.order);
		this.dpm = dpm;
		lowerOrderFinal = isLowerOrderFinal(config);
		firstOrderAtEnd = config.flag("euler_at_final", false) || lowerOrderFinal || !dpm.endsAtSmallest;
	}

	private static SolverTimeline timeline(SchedulerConfig config, DpmConfig dpm, int steps) {
		NoiseSchedule schedule = NoiseSchedule.of(config, BetaRange.PIXELS).finitelyRescaledIfAsked(config);
		SigmaTable table = SigmaTable.of(schedule);
		return levels(config, steps, schedule, table).endingAt(dpm.end(), config, table);
	}

	private static SolverLevels levels(SchedulerConfig config, int steps, NoiseSchedule schedule, SigmaTable table) {
		// NB: timesteps of the cosine schedule are cut, not rounded
		boolean cosine = BetaSchedule.SQUAREDCOS_CAP_V2.toString().equals(config.text("beta_schedule", ""));
		if (config.flag("use_lu_lambdas", false) && !SigmaSpacing.of(config).isKarras()) {
			SolverLevels levels = SolverLevels.evenLambdas(table, steps);
			return cosine ? levels : levels.rounded();
		}
		return SolverLevels.of(config, table, steps, !cosine, () -> DpmConfig.timesteps(config, schedule, TimestepSpacing.of(
			config, TimestepSpacing.LINSPACE), steps));
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		history.push(dpm.algorithm.convert(dpm.prediction, sample, modelOutput, timeline, index));
		DpmWeights weights = dpm.algorithm.weights(timeline, index, index + 1);
		LatentSum next = LatentSum.of(weights.sample, sample).plus(weights.prediction, history.get(0));
		int order = order(index);
		if (order == 2) {
			float ratio = (timeline.lambda(index) - timeline.lambda(index - 1)) / weights.h;
			next.plus(dpm.heun ? weights.heun : weights.midpoint, Latents.difference(1 / ratio, history.get(0), history.get(
				1)));
		}
		if (order == 3) {
			addThirdOrder(next, weights, index);
		}
		if (dpm.algorithm.isStochastic()) {
			next.plus(weights.noise, noise.next(sample.length));
		}
		return next.toArray();
	}

	private int order(int index) {
		int possible = Math.min(dpm.order, history.size());
		if (index == timeline.length() - 1 && firstOrderAtEnd) {
			return 1;
		}
		return index == timeline.length() - 2 && lowerOrderFinal ? Math.min(possible, 2) : possible;
	}

	private void addThirdOrder(LatentSum next, DpmWeights weights, int index) {
		float before = timeline.lambda(index - 1);
		float r0 = (timeline.lambda(index) - before) / weights.h;
		float r1 = (before - timeline.lambda(index - 2)) / weights.h;
		float[] newer = Latents.difference(1 / r0, history.get(0), history.get(1));
		float[] older = Latents.difference(1 / r1, history.get(1), history.get(2));
		float[] change = Latents.difference(1, newer, older);
		next.plus(weights.heun, Latents.add(newer, r0 / (r0 + r1), change));
		next.plus(weights.curvature, Latents.mix(1 / (r0 + r1), change, 0, change));
	}
}
