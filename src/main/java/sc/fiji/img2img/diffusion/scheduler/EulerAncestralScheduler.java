package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Euler's method with fresh noise after every step. */
final class EulerAncestralScheduler implements Scheduler {

	private final double[] timesteps;
	private final float[] sigmas;
	private final float initNoiseSigma;
	private final PredictionType prediction;

	EulerAncestralScheduler(SchedulerConfig config, int steps) {
		prediction = PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION);
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.PIXELS).finitelyRescaledIfAsked(config));
		SigmaTimeline timeline = SigmaTimeline.of(config, table, steps);
		timesteps = timeline.timesteps();
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
		AncestralSplit split = AncestralSplit.of(sigma, sigmas[index + 1]);
		float[] image = prediction.imageUnscaled(sample, modelOutput, sigma);
		float[] direction = SigmaTimeline.direction(sample, image, sigma);
		return Latents.add(Latents.add(sample, split.down - sigma, direction), split.up, noise.next(sample.length));
	}
}
