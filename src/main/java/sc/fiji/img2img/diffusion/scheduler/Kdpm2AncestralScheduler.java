package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** DPM2 with fresh noise after every step, after k-diffusion; two model calls a step. */
final class Kdpm2AncestralScheduler implements Scheduler {

	private final Kdpm2Timeline timeline;
	private final PredictionType prediction;
	private float[] startSample;

	Kdpm2AncestralScheduler(SchedulerConfig config, int steps) {
		prediction = PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION);
		timeline = Kdpm2Timeline.of(config, steps, (from, to) -> Kdpm2Timeline.geometricMean(from, AncestralSplit.of(from,
			to).down));
	}

	@Override
	public double[] timesteps() {
		return timeline.timesteps();
	}

	@Override
	public float[] sigmas() {
		return timeline.sigmas();
	}

	@Override
	public int order() {
		return 2;
	}

	@Override
	public float initNoiseSigma() {
		return timeline.initNoiseSigma();
	}

	@Override
	public void begin(int index) {
		SigmaTimeline.requireStepStart(index);
		startSample = null;
	}

	@Override
	public float[] addNoise(float[] clean, float[] noise, int index) {
		return Latents.add(clean, timeline.noiseLevel(index), noise);
	}

	@Override
	public float[] scaleModelInput(float[] sample, int index) {
		return SigmaTimeline.scale(sample, timeline.sigma(index));
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float sigma = timeline.sigma(index);
		float[] image = prediction.imageUnscaled(sample, modelOutput, sigma);
		float[] direction = SigmaTimeline.direction(sample, image, sigma);
		if (startSample == null) {
			startSample = sample.clone();
			return Latents.add(sample, timeline.between(index) - sigma, direction);
		}
		AncestralSplit split = AncestralSplit.of(timeline.from(index), timeline.to(index));
		float[] down = Latents.add(startSample, split.down - timeline.from(index), direction);
		startSample = null;
		return Latents.add(down, split.up, noise.next(sample.length));
	}
}
