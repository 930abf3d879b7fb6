package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** DPM2 with fresh noise after every step, after k-diffusion; two model calls a step. */
final class Kdpm2AncestralScheduler implements Scheduler {

	private final Kdpm2Timeline timeline;
	private final PredictionType prediction;
	private float[] startSample;

	Kdpm2AncestralScheduler(final SchedulerConfig config, final int steps) {
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
	public void begin(final int index) {
		SigmaTimeline.requireStepStart(index);
		startSample = null;
	}

	@Override
	public float[] addNoise(final float[] clean, final float[] noise, final int index) {
		return Latents.add(clean, timeline.noiseLevel(index), noise);
	}

	@Override
	public float[] scaleModelInput(final float[] sample, final int index) {
		return SigmaTimeline.scale(sample, timeline.sigma(index));
	}

	@Override
	public float[] step(final float[] modelOutput, final int index, final float[] sample, final NoiseSource noise) {
		final float sigma = timeline.sigma(index);
		final float[] image = prediction.imageUnscaled(sample, modelOutput, sigma);
		final float[] direction = SigmaTimeline.direction(sample, image, sigma);
		if (startSample == null) {
			startSample = sample.clone();
			return Latents.add(sample, timeline.between(index) - sigma, direction);
		}
		final AncestralSplit split = AncestralSplit.of(timeline.from(index), timeline.to(index));
		final float[] down = Latents.add(startSample, split.down - timeline.from(index), direction);
		startSample = null;
		return Latents.add(down, split.up, noise.next(sample.length));
	}
}
