package sc.fiji.img2img.diffusion.scheduler;

/**
 * The timesteps and noise levels of DPM2: between each two levels lies a third, at which the model is called once more.
 * <p>
 * Indices count model calls. The even ones stand at a level, the odd ones at the level between the one before and the
 * one after.
 * </p>
 */
final class Kdpm2Timeline {

	private static final BetaRange RANGE = BetaRange.LATENTS_LINEAR;

	private final double[] timesteps;
	private final float[] levels;
	private final float[] between;
	private final float initNoiseSigma;

	private Kdpm2Timeline(double[] timesteps, float[] levels, float[] between, float init) {
		this.timesteps = timesteps;
		this.levels = levels;
		this.between = between;
		initNoiseSigma = init;
	}

	/** The level between two others, or between a level and what an ancestral step aims at. */
	@FunctionalInterface
	interface Between {
		float level(float from, float to);
	}

	static Kdpm2Timeline of(SchedulerConfig config, int steps, Between rule) {
		SigmaTable table = SigmaTable.of(NoiseSchedule.of(config, RANGE));
		SigmaSpacing spacing = SigmaSpacing.of(config);
		SigmaTimeline timeline = SigmaTimeline.of(config, table, steps).spread(spacing, table, steps);
		double[] whole = timeline.timesteps();
		float[] levels = timeline.sigmasBefore(0);
		float[] between = new float[whole.length];
		double[] timesteps = new double[2 * whole.length - 1];
		for (int i = 0; i < whole.length; i++) {
			timesteps[2 * i] = spacing.isKarras() ? Math.rint(whole[i]) : whole[i];
			if (i + 1 < whole.length) {
				between[i] = rule.level(levels[i], levels[i + 1]);
				timesteps[2 * i + 1] = table.timestepOf(between[i]);
			}
		}
		return new Kdpm2Timeline(timesteps, levels, between, timeline.initNoiseSigma());
	}

	/** The geometric mean, as torch computes it from logarithms. */
	static float geometricMean(float from, float to) {
		float end = FloatMath.log(to);
		return FloatMath.exp(end - (end - FloatMath.log(from)) * 0.5f);
	}

	double[] timesteps() {
		return timesteps.clone();
	}

	float initNoiseSigma() {
		return initNoiseSigma;
	}

	/** The noise level at which the model is called. */
	float sigma(int index) {
		return index % 2 == 0 ? levels[index / 2] : between[index / 2];
	}

	/** The level of the model call within the step; 0 in the last step, which has only one call. */
	float between(int index) {
		return between[index / 2];
	}

	/** The level that the step around this call starts from. */
	float from(int index) {
		return levels[index / 2];
	}

	/** The level that the step around this call leads to. */
	float to(int index) {
		return levels[index / 2 + 1];
	}

	/** The level that noise is added for. NB: at odd indices that is the step's end, as in diffusers. */
	float noiseLevel(int index) {
		return levels[(index + 1) / 2];
	}

	/** The noise levels of all calls and the end, as diffusers lists them. */
	float[] sigmas() {
		float[] result = new float[2 * levels.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = levels[Math.min((i + 1) / 2, levels.length - 1)];
		}
		return result;
	}
}
