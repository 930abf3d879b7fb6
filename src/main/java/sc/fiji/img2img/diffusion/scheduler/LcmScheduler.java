package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Luo et al., "Latent Consistency Models": each step predicts the clean latent and noises it again. */
final class LcmScheduler extends TimestepScheduler {

	private static final float DATA_VARIANCE = 0.25f;

	private final float timestepScaling;
	private final SampleLimit limit;

	LcmScheduler(SchedulerConfig config, int steps, double strength) {
		super(PredictionType.ofNoiseVelocityOrImage(config), NoiseSchedule.of(config, BetaRange.LATENTS).rescaledIfAsked(
			config), ConsistencyTimesteps.of(config, steps, strength));
		limit = SampleLimit.thresholdOrClip(config, false);
		timestepScaling = (float) config.number("timestep_scaling", 10, 0, Float.MAX_VALUE);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float[] image = limit.apply(image(sample, modelOutput, index));
		float scaled = timestep(index) * timestepScaling;
		float spread = scaled * scaled + DATA_VARIANCE;
		float[] denoised = Latents.mix(scaled / FloatMath.sqrt(spread), image, DATA_VARIANCE / spread, sample);
		if (isLast(index)) {
			return denoised;
		}
		float alphaNext = alpha(index + 1);
		return Latents.mix(FloatMath.sqrt(alphaNext), denoised, FloatMath.sqrt(1 - alphaNext), noise.next(sample.length));
	}
}
