package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Euler's method with fresh noise after every step. */
final class EulerAncestralScheduler extends SigmaScheduler {

	EulerAncestralScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION), steps(config, steps));
	}

	private static SigmaSteps steps(SchedulerConfig config, int steps) {
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.PIXELS).finitelyRescaledIfAsked(config));
		return SigmaTimeline.of(config, table, steps).endingAt(0);
	}

	@Override
	float[] move(float[] sample, float[] direction, int index, NoiseSource noise) {
		AncestralSplit split = AncestralSplit.of(level(index), level(index + 1));
		return Latents.add(Latents.add(sample, split.down - level(index), direction), split.up, noise.next(sample.length));
	}
}
