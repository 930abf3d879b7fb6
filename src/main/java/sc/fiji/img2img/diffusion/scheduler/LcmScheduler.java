package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Luo et al., "Latent Consistency Models": each step predicts the clean latent and noises it again. */
final class LcmScheduler implements Scheduler {

	private static final float DATA_VARIANCE = 0.25f;

	private final NoiseSchedule schedule;
	private final int[] timesteps;
	private final float timestepScaling;
	private final PredictionType prediction;
	private final SampleLimit limit;

	LcmScheduler(SchedulerConfig config, int steps, double strength) {
		prediction = PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);
		limit = SampleLimit.thresholdOrClip(config, false);
		schedule = NoiseSchedule.of(config, BetaRange.LATENTS).rescaledIfAsked(config);
		timesteps = ConsistencyTimesteps.of(config, schedule.length(), steps, strength);
		timestepScaling = (float) config.number("timestep_scaling", 10, 0, Float.MAX_VALUE);
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
		float[] image = limit.apply(prediction.image(sample, modelOutput, FloatMath.sqrt(alpha), FloatMath.sqrt(1
			- alpha)));
		float scaled = timesteps[index] * timestepScaling;
		float spread = scaled * scaled + DATA_VARIANCE;
		float[] denoised = Latents.mix(scaled / FloatMath.sqrt(spread), image, DATA_VARIANCE / spread, sample);
		if (index == timesteps.length - 1) {
			return denoised;
		}
		float alphaNext = schedule.alpha(timesteps[index + 1]);
		return Latents.mix(FloatMath.sqrt(alphaNext), denoised, FloatMath.sqrt(1 - alphaNext), noise.next(sample.length));
	}
}
