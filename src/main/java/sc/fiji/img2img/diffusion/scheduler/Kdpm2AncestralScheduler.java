package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** DPM2 with fresh noise after every step, after k-diffusion; two model calls a step. */
final class Kdpm2AncestralScheduler extends TwoCallScheduler {

	Kdpm2AncestralScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION), Kdpm2Steps.of(config, steps,
			(from, to) -> Kdpm2Steps.geometricMean(from, AncestralSplit.of(from, to).down)));
	}

	@Override
	float[] finish(float[] start, float[] atStart, float[] direction, int index, NoiseSource noise) {
		AncestralSplit split = AncestralSplit.of(level(index - 1), level(index));
		float[] down = Latents.add(start, split.down - level(index - 1), direction);
		return Latents.add(down, split.up, noise.next(start.length));
	}
}
