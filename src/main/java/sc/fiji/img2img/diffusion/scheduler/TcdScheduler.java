package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/**
 * Zheng et al., "Trajectory Consistency Distillation": each step goes down past the next timestep, as far as
 * {@code eta} says, and noises the latent up to it again.
 */
final class TcdScheduler extends TimestepScheduler {

	private final double eta;

	TcdScheduler(SchedulerConfig config, int steps, double strength) {
		super(PredictionType.ofNoiseVelocityOrImage(config), NoiseSchedule.of(config, BetaRange.LATENTS).rescaledIfAsked(
			config), ConsistencyTimesteps.of(config, steps, strength));
		eta = config.number("eta", 0.3, 0, 1);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		int next = isLast(index) ? 0 : timestep(index + 1);
		float alphaNext = schedule.alpha(next);
		float alphaDown = schedule.alpha((int) Math.floor((float) (1 - eta) * next));
		float[] image = image(sample, modelOutput, index);
		float[] direction = noise(sample, modelOutput, index);
		float[] down = Latents.mix(FloatMath.sqrt(alphaDown), image, FloatMath.sqrt(1 - alphaDown), direction);
		if (eta == 0 || isLast(index)) {
			return down;
		}
		float keep = alphaNext / alphaDown;
		return Latents.mix(FloatMath.sqrt(keep), down, FloatMath.sqrt(1 - keep), noise.next(sample.length));
	}
}
