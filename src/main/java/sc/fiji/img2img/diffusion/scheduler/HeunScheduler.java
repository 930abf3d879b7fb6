package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Heun's method in the noise level: two model calls a step (Karras et al., algorithm 1). */
final class HeunScheduler implements Scheduler {

	private final double[] timesteps;
	private final float[] sigmas;
	private final float initNoiseSigma;
	private final PredictionType prediction;
	private final SampleLimit limit;
	private float[] startSample;
	private float[] startDirection;

	HeunScheduler(SchedulerConfig config, int steps) {
		prediction = PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);
		limit = SampleLimit.clip(config, false);
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.LATENTS_LINEAR, BetaSchedule.EXP));
		SigmaTimeline timeline = SigmaTimeline.of(config, table, steps).spread(SigmaSpacing.of(config), table, steps);
		double[] single = SigmaTimeline.toSingle(timeline.timesteps());
		float[] levels = timeline.sigmasBefore(0);
		timesteps = new double[2 * single.length - 1];
		sigmas = new float[2 * single.length];
		for (int i = 0; i < timesteps.length; i++) {
			timesteps[i] = single[(i + 1) / 2];
			sigmas[i] = levels[(i + 1) / 2];
		}
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
	public int order() {
		return 2;
	}

	@Override
	public float initNoiseSigma() {
		return initNoiseSigma;
	}

	@Override
	public void begin(int index) {
		SigmaTimeline.requireStepStart(index);
		startSample = null;
		startDirection = null;
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
		float[] image = limit.apply(prediction.imageUnscaled(sample, modelOutput, sigma));
		float[] direction = SigmaTimeline.direction(sample, image, sigma);
		if (startSample == null) {
			startSample = sample.clone();
			startDirection = direction;
			return Latents.add(sample, sigmas[index + 1] - sigma, direction);
		}
		float change = sigma - sigmas[index - 1];
		float[] result = new float[sample.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = startSample[i] + (startDirection[i] + direction[i]) / 2 * change;
		}
		startSample = null;
		startDirection = null;
		return result;
	}
}
