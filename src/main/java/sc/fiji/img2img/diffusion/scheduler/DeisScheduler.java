package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator": the multistep method in log-rho. */
final class DeisScheduler implements Scheduler {

	/** With fewer steps than this, the last ones are of lower order. */
	private static final int FEW_STEPS = 15;

	private final SolverTimeline timeline;
	private final SolverPrediction prediction;
	private final int order;
	private final boolean lowerOrderFinal;
	private final OutputHistory history;

	DeisScheduler(SchedulerConfig config, int steps) {
		// NB: values from other samplers' files are accepted where diffusers replaces them by DEIS' own
		config.choice("algorithm_type", "deis", "deis", "dpmsolver", "dpmsolver++");
		config.choice("solver_type", "logrho", "logrho", "midpoint", "heun", "bh1", "bh2");
		order = config.integer("solver_order", 2, 1, 3);
		prediction = SolverPrediction.ofImage(config);
		timeline = timeline(config, steps);
		lowerOrderFinal = config.flag("lower_order_final", true) && timeline.length() < FEW_STEPS;
		history = OutputHistory.of(order);
	}

	private static SolverTimeline timeline(SchedulerConfig config, int steps) {
		NoiseSchedule schedule = NoiseSchedule.of(config, BetaRange.PIXELS);
		SigmaTable table = SigmaTable.of(schedule);
		SigmaSpacing spacing = SigmaSpacing.of(config);
		boolean flow = config.flag("use_flow_sigmas", false);
		if (!spacing.isOfTimesteps()) {
			return SolverLevels.spread(spacing, table, steps, true).endingAt(SolverLevels.End.REPEATED, table, flow);
		}
		if (flow) {
			SolverLevels levels = SolverLevels.shiftedFlow(config, schedule.length(), steps);
			return levels.endingAt(SolverLevels.End.REPEATED, table, true);
		}
		int[] timesteps = TimestepSpacing.of(config, TimestepSpacing.LINSPACE).beforeCleanEnd(config, schedule
			.length(), schedule.length(), steps);
		return SolverLevels.at(timesteps, table).endingAt(SolverLevels.End.SMALLEST, table, false);
	}

	@Override
	public double[] timesteps() {
		return timeline.timesteps();
	}

	@Override
	public float[] sigmas() {
		return timeline.levels();
	}

	@Override
	public void begin(int index) {
		history.clear();
	}

	@Override
	public float[] addNoise(float[] clean, float[] noise, int index) {
		return timeline.addNoise(clean, noise, index);
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
