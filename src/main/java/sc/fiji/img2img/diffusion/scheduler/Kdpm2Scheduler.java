package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** DPM2: the midpoint method in the logarithm of the noise level, after k-diffusion; two model calls a step. */
final class Kdpm2Scheduler extends TwoCallScheduler {

	Kdpm2Scheduler(SchedulerConfig config, int steps) {
		super(PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION), Kdpm2Steps.of(config, steps,
			(from, to) -> Kdpm2Steps.geometricMean(to, from)));
	}

	@Override
	float[] finish(float[] start, float[] atStart, float[] direction, int index, NoiseSource noise) {
		return Latents.add(start, level(index) - level(index - 1), direction);
	}
}
