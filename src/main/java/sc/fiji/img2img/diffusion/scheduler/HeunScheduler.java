package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/** Heun's method in the noise level: two model calls a step (Karras et al., algorithm 1). */
final class HeunScheduler extends TwoCallScheduler {

	private final SampleLimit limit;

	HeunScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.ofNoiseVelocityOrImage(config), steps(config, steps));
		limit = SampleLimit.clip(config, false);
	}

	private static SigmaSteps steps(SchedulerConfig config, int steps) {
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.LATENTS_LINEAR, BetaSchedule.EXP));
		SigmaTimeline timeline = SigmaTimeline.of(config, table, steps).spread(SigmaSpacing.of(config), table, steps);
		return timeline.endingAt(0).withSingleTimesteps().withCallsAtEnds();
	}

	@Override
	float[] limited(float[] image) {
		return limit.apply(image);
	}

	@Override
	float[] finish(float[] start, float[] atStart, float[] direction, int index, NoiseSource noise) {
		float change = level(index) - level(index - 1);
		float[] result = new float[start.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = start[i] + (atStart[i] + direction[i]) / 2 * change;
		}
		return result;
	}
}
