package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Euler's method in the noise level (Karras et al., algorithm 2 without churn). */
final class EulerScheduler implements Scheduler {

	private final double[] timesteps;
	private final float[] sigmas;
	private final float initNoiseSigma;
	private final PredictionType prediction;

	EulerScheduler(SchedulerConfig config, int steps) {
		prediction = PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.PIXELS).finitelyRescaledIfAsked(config));
		SigmaTimeline timeline = SigmaTimeline.of(config, table, steps);
		if ("log_linear".equals(config.choice("interpolation_type", "linear", "linear", "log_linear"))) {
			timeline = timeline.withSigmas(logLinear(table, steps));
		}
		timeline = timeline.spread(SigmaSpacing.of(config), table, steps);
		boolean toSmallest = "sigma_min".equals(config.choice("final_sigmas_type", "zero", "zero", "sigma_min"));
		sigmas = timeline.sigmasBefore(toSmallest ? table.smallest() : 0);
		boolean continuous = "continuous".equals(config.choice("timestep_type", "discrete", "discrete", "continuous"));
		timesteps = continuous && prediction == PredictionType.V_PREDICTION ? continuousTimesteps(sigmas)
			: SigmaTimeline.toSingle(timeline.timesteps());
		initNoiseSigma = timeline.initNoiseSigma();
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
	public double[] timesteps() {
		return timesteps.clone();
	}

	@Override
	public float[] sigmas() {
		return sigmas.clone();
	}

	@Override
	public float initNoiseSigma() {
		return initNoiseSigma;
	}

	@Override
	public void begin(int index) {
		// a step depends on nothing but its arguments
	}

	@Override
	public float[] addNoise(float[] clean, float[] noise, int index) {
		return Latents.add(clean, sigmas[index], noise);
	}

	@Override
	public float[] scaleModelInput(float[] sample, int index) {
		return SigmaTimeline.scale(sample, sigmas[index]);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float sigma = sigmas[index];
		float[] image = prediction.imageUnscaled(sample, modelOutput, sigma);
		return Latents.add(sample, sigmas[index + 1] - sigma, SigmaTimeline.direction(sample, image, sigma));
	}
}
