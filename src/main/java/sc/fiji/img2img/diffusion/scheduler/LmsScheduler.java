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

/** The linear multistep method of Adams and Bashforth in the noise level, up to order 4. */
final class LmsScheduler extends SigmaScheduler {

	private static final int ORDER = 4;
	private static final double GAUSS_NODE = 1 / Math.sqrt(3);

	private final OutputHistory directions = OutputHistory.of(ORDER);

	LmsScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.ofNoiseVelocityOrImage(config), steps(config, steps));
	}

	private static SigmaSteps steps(SchedulerConfig config, int steps) {
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.PIXELS));
		SigmaTimeline timeline = SigmaTimeline.of(config, table, steps).spread(SigmaSpacing.of(config)
			.withFullKarrasRange(), table, steps);
		return timeline.endingAt(0).withSingleTimesteps();
	}

	@Override
	public void begin(int index) {
		directions.clear();
	}

	/**
	 * NB: the order follows the place in the schedule, as in diffusers: a run that begins in the middle uses the weights of
	 * order 4 at once, and leaves out the terms that it has no directions for.
	 */
	@Override
	float[] move(float[] sample, float[] direction, int index, NoiseSource noise) {
		directions.push(direction);
		int order = Math.min(index + 1, ORDER);
		float[] change = new float[sample.length];
		for (int back = 0; back < Math.min(order, directions.size()); back++) {
			float weight = (float) weight(order, index, back);
			float[] earlier = directions.get(back);
			for (int i = 0; i < change.length; i++) {
				change[i] += weight * earlier[i];
			}
		}
		return Latents.add(sample, 1, change);
	}

	/** The integral over the step of a Lagrange polynomial; two Gauss nodes integrate a cubic exactly. */
	private double weight(int order, int index, int back) {
		double middle = ((double) level(index) + level(index + 1)) / 2;
		double half = ((double) level(index + 1) - level(index)) / 2;
		return half * (lagrange(order, index, back, middle - half * GAUSS_NODE) + lagrange(order, index, back, middle + half *
			GAUSS_NODE));
	}

	private double lagrange(int order, int index, int back, double sigma) {
		double product = 1;
		for (int k = 0; k < order; k++) {
			if (k != back) {
				product *= (sigma - level(index - k)) / ((double) level(index - back) - level(index - k));
			}
		}
		return product;
	}
}
