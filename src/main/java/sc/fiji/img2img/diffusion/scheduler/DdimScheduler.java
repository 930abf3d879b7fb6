package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Song et al., "Denoising Diffusion Implicit Models", equations 12 and 16, with {@code eta} as a configuration key. */
final class DdimScheduler implements Scheduler {

	private final NoiseSchedule schedule;
	private final int[] timesteps;
	private final int stride;
	private final float finalAlpha;
	private final PredictionType prediction;
	private final SampleLimit limit;
	private final float eta;

	DdimScheduler(SchedulerConfig config, int steps) {
		prediction = PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);
		limit = SampleLimit.thresholdOrClip(config, true);
		schedule = NoiseSchedule.of(config, BetaRange.PIXELS).rescaledIfAsked(config);
		timesteps = TimestepSpacing.of(config, TimestepSpacing.LEADING).wholeWithin(config, schedule.length(), steps);
		stride = schedule.length() / steps;
		finalAlpha = config.flag("set_alpha_to_one", true) ? 1 : schedule.alpha(0);
		eta = (float) config.number("eta", 0, 0, 1);
	}

	@Override
	public double[] timesteps() {
		return TimestepSpacing.toDouble(timesteps);
	}

	@Override
	public void begin(int index) {
		// a step depends on nothing but its arguments
	}

	@Override
	public float[] addNoise(float[] clean, float[] noise, int index) {
		return schedule.addNoise(clean, noise, timesteps[index]);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float alpha = schedule.alpha(timesteps[index]);
		float alphaNext = schedule.alphaOr(timesteps[index] - stride, finalAlpha);
		float root = FloatMath.sqrt(alpha);
		float sigma = FloatMath.sqrt(1 - alpha);
		float[] image = limit.apply(prediction.image(sample, modelOutput, root, sigma));
		float[] direction = prediction.noise(sample, modelOutput, root, sigma);
		float variance = (1 - alphaNext) / (1 - alpha) * (1 - alpha / alphaNext);
		float deviation = eta * FloatMath.sqrt(variance);
		float directionShare = FloatMath.sqrt(1 - alphaNext - deviation * deviation);
		float[] next = Latents.mix(FloatMath.sqrt(alphaNext), image, directionShare, direction);
		return eta > 0 ? Latents.add(next, deviation, noise.next(sample.length)) : next;
	}
}
