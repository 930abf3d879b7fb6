package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Song et al., "Denoising Diffusion Implicit Models", equations 12 and 16, with {@code eta} as a configuration key. */
final class DdimScheduler extends TimestepScheduler {

	private final int stride;
	private final float finalAlpha;
	private final SampleLimit limit;
	private final float eta;

	DdimScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.ofNoiseVelocityOrImage(config), NoiseSchedule.of(config, BetaRange.PIXELS).rescaledIfAsked(
			config), TimestepSpacing.of(config, TimestepSpacing.LEADING).wholeWithin(config, steps));
		limit = SampleLimit.thresholdOrClip(config, true);
		stride = schedule.length() / steps;
		finalAlpha = config.flag("set_alpha_to_one", true) ? 1 : schedule.alpha(0);
		eta = (float) config.number("eta", 0, 0, 1);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float alpha = alpha(index);
		float alphaNext = schedule.alphaOr(timestep(index) - stride, finalAlpha);
		float[] image = limit.apply(image(sample, modelOutput, index));
		float[] direction = noise(sample, modelOutput, index);
		float variance = (1 - alphaNext) / (1 - alpha) * (1 - alpha / alphaNext);
		float deviation = eta * FloatMath.sqrt(variance);
		float directionShare = FloatMath.sqrt(1 - alphaNext - deviation * deviation);
		float[] next = Latents.mix(FloatMath.sqrt(alphaNext), image, directionShare, direction);
		return eta > 0 ? Latents.add(next, deviation, noise.next(sample.length)) : next;
	}
}
