package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Ho et al., "Denoising Diffusion Probabilistic Models", equations 6 and 7: fresh noise in every step. */
final class DdpmScheduler extends TimestepScheduler {

	private static final float LEAST_VARIANCE = 1e-20f;

	private final SampleLimit limit;
	private final String varianceType;

	DdpmScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.ofNoiseVelocityOrImage(config), NoiseSchedule.of(config, BetaRange.PIXELS, BetaSchedule.SIGMOID,
			BetaSchedule.LAPLACE).rescaledIfAsked(config), TimestepSpacing.of(config, TimestepSpacing.LEADING).wholeWithin(
				config, steps));
		limit = SampleLimit.thresholdOrClip(config, true);
		// NB: "learned" and "learned_range" need models that predict the variance, which those of latent diffusion do not;
		// "fixed_large_log" takes the root of a negative number in diffusers
		varianceType = config.choice("variance_type", "fixed_small", "fixed_small", "fixed_small_log", "fixed_large");
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float alpha = alpha(index);
		float alphaNext = isLast(index) ? 1 : alpha(index + 1);
		float keep = alpha / alphaNext;
		float beta = 1 - keep;
		float[] image = limit.apply(image(sample, modelOutput, index));
		float imageShare = FloatMath.sqrt(alphaNext) * beta / (1 - alpha);
		float sampleShare = FloatMath.sqrt(keep) * (1 - alphaNext) / (1 - alpha);
		float[] mean = Latents.mix(imageShare, image, sampleShare, sample);
		if (timestep(index) == 0) {
			return mean;
		}
		float variance = Math.max((1 - alphaNext) / (1 - alpha) * beta, LEAST_VARIANCE);
		return Latents.add(mean, deviation(variance, beta), noise.next(sample.length));
	}

	private float deviation(float variance, float beta) {
		switch (varianceType) {
			case "fixed_small_log":
				return FloatMath.exp(0.5f * FloatMath.log(variance));
			case "fixed_large":
				return FloatMath.sqrt(beta);
			default:
				return FloatMath.sqrt(variance);
		}
	}
}
