package sc.fiji.img2img.diffusion.scheduler;

/**
 * The model calls of DPM2: between each two noise levels lies a third, at which the model is called once more.
 * <p>
 * The even calls stand at a level, the odd ones at the level between the one before and the one after.
 * </p>
 */
final class Kdpm2Steps {

	private Kdpm2Steps() {}

	/** The level between two others, or between a level and what an ancestral step aims at. */
	@FunctionalInterface
	interface Between {

		float level(float from, float to);
	}

	static SigmaSteps of(SchedulerConfig config, int steps, Between rule) {
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, BetaRange.LATENTS_LINEAR));
		SigmaSpacing spacing = SigmaSpacing.of(config);
		SigmaSteps whole = SigmaTimeline.of(config, table, steps).spread(spacing, table, steps).endingAt(0);
		int count = whole.timesteps.length;
		double[] timesteps = new double[2 * count - 1];
		float[] called = new float[2 * count];
		for (int i = 0; i < count; i++) {
			timesteps[2 * i] = spacing.isKarras() ? Math.rint(whole.timesteps[i]) : whole.timesteps[i];
			called[2 * i] = whole.sigmas[i];
			if (i + 1 < count) {
				called[2 * i + 1] = rule.level(whole.sigmas[i], whole.sigmas[i + 1]);
				timesteps[2 * i + 1] = table.timestepOf(called[2 * i + 1]);
			}
		}
		return new SigmaSteps(timesteps, listed(whole.sigmas), called, whole.initNoiseSigma);
	}

	/** The geometric mean, as torch computes it from logarithms. */
	static float geometricMean(float from, float to) {
		float end = FloatMath.log(to);
		return FloatMath.exp(end - (end - FloatMath.log(from)) * 0.5f);
	}

	/** NB: at odd indices stands the level of the step's end, as in diffusers; noise is added for that. */
	private static float[] listed(float[] levels) {
		float[] result = new float[2 * levels.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = levels[Math.min((i + 1) / 2, levels.length - 1)];
		}
		return result;
	}
}
