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
