package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/**
 * Zheng et al., "Trajectory Consistency Distillation": each step goes down past the next timestep, as far as
 * {@code eta} says, and noises the latent up to it again.
 */
final class TcdScheduler implements Scheduler {

	private final NoiseSchedule schedule;
	private final int[] timesteps;
	private final PredictionType prediction;
	private final double eta;

	TcdScheduler(SchedulerConfig config, int steps, double strength) {
		prediction = PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);
		schedule = NoiseSchedule.of(config, BetaRange.LATENTS).rescaledIfAsked(config);
		timesteps = ConsistencyTimesteps.of(config, schedule.length(), steps, strength);
		eta = config.number("eta", 0.3, 0, 1);
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
		boolean last = index == timesteps.length - 1;
		int next = last ? 0 : timesteps[index + 1];
		float alpha = schedule.alpha(timesteps[index]);
		float alphaNext = schedule.alpha(next);
		float alphaDown = schedule.alpha((int) Math.floor((float) (1 - eta) * next));
		float root = FloatMath.sqrt(alpha);
		float sigma = FloatMath.sqrt(1 - alpha);
		float[] image = prediction.image(sample, modelOutput, root, sigma);
		float[] direction = prediction.noise(sample, modelOutput, root, sigma);
		float[] down = Latents.mix(FloatMath.sqrt(alphaDown), image, FloatMath.sqrt(1 - alphaDown), direction);
		if (eta == 0 || last) {
			return down;
		}
		float keep = alphaNext / alphaDown;
		return Latents.mix(FloatMath.sqrt(keep), down, FloatMath.sqrt(1 - keep), noise.next(sample.length));
	}
}
