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
 * DPM-Solver and DPM-Solver++ as singlestep methods (Lu et al.): groups of one, two and three model calls, each of which
 * starts anew from the group's first sample.
 */
final class DpmSinglestepScheduler extends SolverScheduler {

	private final DpmConfig dpm;
	private final int[] orders;
	private float[] groupSample;

	DpmSinglestepScheduler(SchedulerConfig config, int steps) {
		this(config, DpmConfig.of(config, DpmAlgorithm.NOISE, DpmAlgorithm.IMAGE, DpmAlgorithm.STOCHASTIC_IMAGE), steps);
	}

	private DpmSinglestepScheduler(SchedulerConfig config, DpmConfig dpm, int steps) {
		super(timeline(config, dpm, steps), dpm.order);
		this.dpm = dpm;
		if (!dpm.algorithm.isOfImage() && config.flag("thresholding", false)) {
			throw config.refusal("thresholding", "false with algorithm_type " + dpm.algorithm);
		}
		// NB: as in diffusers, a model that wants full order to its end only gets it if the steps can be grouped so
		boolean fullOrder = !config.flag("lower_order_final", false) && dpm.endsAtSmallest && steps % dpm.order == 0;
		orders = orders(steps, dpm.order, fullOrder, dpm.endsAtSmallest);
	}

	private static SolverTimeline timeline(SchedulerConfig config, DpmConfig dpm, int steps) {
		NoiseSchedule schedule = NoiseSchedule.of(config, BetaRange.PIXELS);
		SigmaTable table = SigmaTable.of(schedule);
		SolverLevels levels = SolverLevels.of(config, table, steps, true, () -> DpmConfig.timesteps(config, schedule,
			TimestepSpacing.LINSPACE, steps));
		return levels.endingAt(dpm.end(), config, table);
	}

	/** The order of every model call: 1, 2, 3, 1, 2, 3, ..., lower at the end unless the full order is asked for. */
	private static int[] orders(int steps, int order, boolean full, boolean endsAtSmallest) {
		int[] orders = new int[steps];
		Arrays.setAll(orders, i -> i % order + 1);
		boolean endsInFullGroup = order > 1 && steps % order == 0;
		if (endsInFullGroup && !full || !endsAtSmallest) {
			orders[steps - 1] = 1;
		}
		return orders;
	}

	@Override
	public void begin(int index) {
		super.begin(index);
		groupSample = null;
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		history.push(dpm.algorithm.convert(dpm.prediction, sample, modelOutput, timeline, index));
		float[] fresh = dpm.algorithm.isStochastic() ? noise.next(sample.length) : null;
		int order = Math.min(orders[index], history.size());
		if (order == 1) {
			groupSample = sample.clone();
		}
		int start = index - order + 1;
		DpmWeights weights = dpm.algorithm.weights(timeline, start, index + 1);
		LatentSum next = LatentSum.of(weights.sample, groupSample).plus(weights.prediction, history.get(order - 1));
		if (order == 2) {
			float[] slope = Latents.difference(1 / ratio(start, index, weights), history.get(0), history.get(1));
			next.plus(dpm.heun ? weights.heun : weights.midpoint, slope);
		}
		if (order == 3) {
			addThirdOrder(next, weights, start);
		}
		return fresh == null ? next.toArray() : next.plus(weights.noise, fresh).toArray();
	}

	private float ratio(int start, int index, DpmWeights weights) {
		return (timeline.lambda(index) - timeline.lambda(start)) / weights.h;
	}

	private void addThirdOrder(LatentSum next, DpmWeights weights, int start) {
		float r0 = ratio(start, start + 2, weights);
		float r1 = ratio(start, start + 1, weights);
		float[] near = Latents.difference(1 / r1, history.get(1), history.get(2));
		float[] far = Latents.difference(1 / r0, history.get(0), history.get(2));
		if (!dpm.heun) {
			next.plus(weights.heun, far);
			return;
		}
		next.plus(weights.heun, Latents.divide(Latents.mix(r0, near, -r1, far), r0 - r1));
		next.plus(weights.curvature, Latents.divide(Latents.difference(2, far, near), r0 - r1));
	}
}
