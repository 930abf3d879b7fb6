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

/** Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator": the multistep method in log-rho. */
final class DeisScheduler extends SolverScheduler {

	private final SolverPrediction prediction;
	private final int order;
	private final boolean lowerOrderFinal;

	DeisScheduler(SchedulerConfig config, int steps) {
		this(config, order(config), steps);
	}

	private DeisScheduler(SchedulerConfig config, int order, int steps) {
		super(timeline(config, steps), order);
		this.order = order;
		prediction = SolverPrediction.ofImage(config);
		lowerOrderFinal = isLowerOrderFinal(config);
	}

	private static int order(SchedulerConfig config) {
		// NB: values from other samplers' files are accepted where diffusers replaces them by DEIS' own
		config.choice("algorithm_type", "deis", "deis", "dpmsolver", "dpmsolver++");
		config.choice("solver_type", "logrho", "logrho", "midpoint", "heun", "bh1", "bh2");
		return config.integer("solver_order", 2, 1, 3);
	}

	private static SolverTimeline timeline(SchedulerConfig config, int steps) {
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.PIXELS));
		int trained = NoiseSchedule.trainingTimesteps(config);
		SolverLevels levels = SolverLevels.of(config, table, steps, true, () -> TimestepSpacing.of(config,
			TimestepSpacing.LINSPACE).beforeCleanEnd(config, trained, trained, steps));
		boolean trainedLevels = SigmaSpacing.of(config).isOfTimesteps() && !SolverLevels.areOfFlow(config);
		return levels.endingAt(trainedLevels ? SolverLevels.End.SMALLEST : SolverLevels.End.REPEATED, config, table);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float[] image = prediction.image(sample, modelOutput, timeline, index);
		float alpha = timeline.alpha(index);
		history.push(Latents.subtractThenDivide(sample, alpha, image, timeline.sigma(index)));
		float alphaNext = timeline.alpha(index + 1);
		int currentOrder = order(index);
		if (currentOrder == 1) {
			float h = timeline.lambda(index + 1) - timeline.lambda(index);
			return Latents.mix(alphaNext / alpha, sample, -(timeline.sigma(index + 1) * (FloatMath.exp(h) - 1)), history.get(
				0));
		}
		LatentSum sum = LatentSum.ofDivided(sample, alpha);
		for (int back = 0; back < currentOrder; back++) {
			sum.plus(currentOrder == 2 ? linearWeight(index, back) : quadraticWeight(index, back), history.get(back));
		}
		return sum.times(alphaNext);
	}

	private int order(int index) {
		int possible = Math.min(order, history.size());
		if (!lowerOrderFinal) {
			return possible;
		}
		return Math.min(possible, timeline.length() - index);
	}

	/** The noise level, which the paper calls rho, as the shares of noise and image give it. */
	private float rho(int index) {
		return timeline.sigma(index) / timeline.alpha(index);
	}

	private float logRho(int index) {
		return FloatMath.numpyLog(rho(index));
	}

	/** The integral over the step of the Lagrange polynomial of an earlier prediction, linear in log(rho). */
	private float linearWeight(int index, int back) {
		float b = logRho(index - back);
		float c = logRho(index - 1 + back);
		return linearIntegral(index + 1, b, c) - linearIntegral(index, b, c);
	}

	private float linearIntegral(int at, float b, float c) {
		return rho(at) * (-c + logRho(at) - 1) / (b - c);
	}

	/** The same for polynomials quadratic in log(rho). */
	private float quadraticWeight(int index, int back) {
		float b = logRho(index - back);
		float c = logRho(index - (back + 1) % 3);
		float d = logRho(index - (back + 2) % 3);
		return quadraticIntegral(index + 1, b, c, d) - quadraticIntegral(index, b, c, d);
	}

	private float quadraticIntegral(int at, float b, float c, float d) {
		float log = logRho(at);
		float numerator = rho(at) * (c * (d - log + 1) - d * log + d + log * log - 2 * log + 2);
		return numerator / ((b - c) * (b - d));
	}
}
