package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** The linear multistep method of Adams and Bashforth in the noise level, up to order 4. */
final class LmsScheduler implements Scheduler {

	private static final int ORDER = 4;
	private static final double GAUSS_NODE = 1 / Math.sqrt(3);

	private final double[] timesteps;
	private final float[] sigmas;
	private final float initNoiseSigma;
	private final PredictionType prediction;
	private final OutputHistory directions = OutputHistory.of(ORDER);

	LmsScheduler(SchedulerConfig config, int steps) {
		prediction = PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.PIXELS));
		SigmaTimeline timeline = SigmaTimeline.of(config, table, steps).spread(SigmaSpacing.of(config)
			.withFullKarrasRange(), table, steps);
		timesteps = SigmaTimeline.toSingle(timeline.timesteps());
		sigmas = timeline.sigmasBefore(0);
		initNoiseSigma = timeline.initNoiseSigma();
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
		directions.clear();
	}

	@Override
	public float[] addNoise(float[] clean, float[] noise, int index) {
		return Latents.add(clean, sigmas[index], noise);
	}

	@Override
	public float[] scaleModelInput(float[] sample, int index) {
		return SigmaTimeline.scale(sample, sigmas[index]);
	}

	/**
	 * NB: the order follows the place in the schedule, as in diffusers: a run that begins in the middle uses the weights of
	 * order 4 at once, and leaves out the terms that it has no directions for.
	 */
	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float[] image = prediction.imageUnscaled(sample, modelOutput, sigmas[index]);
		directions.push(SigmaTimeline.direction(sample, image, sigmas[index]));
		int order = Math.min(index + 1, ORDER);
		float[] change = new float[sample.length];
		for (int back = 0; back < Math.min(order, directions.size()); back++) {
			float weight = (float) weight(order, index, back);
			float[] direction = directions.get(back);
			for (int i = 0; i < change.length; i++) {
				change[i] += weight * direction[i];
			}
		}
		return Latents.add(sample, 1, change);
	}

	/** The integral over the step of a Lagrange polynomial; two Gauss nodes integrate a cubic exactly. */
	private double weight(int order, int index, int back) {
		double middle = ((double) sigmas[index] + sigmas[index + 1]) / 2;
		double half = ((double) sigmas[index + 1] - sigmas[index]) / 2;
		return half * (lagrange(order, index, back, middle - half * GAUSS_NODE) + lagrange(order, index, back, middle + half
			* GAUSS_NODE));
	}

	private double lagrange(int order, int index, int back, double sigma) {
		double product = 1;
		for (int k = 0; k < order; k++) {
			if (k != back) {
				product *= (sigma - sigmas[index - k]) / ((double) sigmas[index - back] - sigmas[index - k]);
			}
		}
		return product;
	}
}
