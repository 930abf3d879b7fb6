package sc.fiji.img2img.diffusion.scheduler;

/** The timesteps of a {@link SigmaScheduler}'s steps and their noise levels, in double precision. */
final class SigmaTimeline {

	private final double[] timesteps;
	private final double[] sigmas;
	private final boolean reachesEnd;

	private SigmaTimeline(double[] timesteps, double[] sigmas, boolean reachesEnd) {
		this.timesteps = timesteps;
		this.sigmas = sigmas;
		this.reachesEnd = reachesEnd;
	}

	/** The timesteps of {@code timestep_spacing}, with the levels that they have in training. */
	static SigmaTimeline of(SchedulerConfig config, SigmaTable table, int steps) {
		TimestepSpacing spacing = TimestepSpacing.of(config, TimestepSpacing.LINSPACE);
		double[] timesteps = spacing.fractional(config, NoiseSchedule.trainingTimesteps(config), steps);
		return new SigmaTimeline(timesteps, table.at(timesteps), spacing != TimestepSpacing.LEADING);
	}

	/** The same timesteps with other levels. */
	SigmaTimeline withSigmas(double[] others) {
		return new SigmaTimeline(timesteps, others, reachesEnd);
	}

	/** As many levels as steps, spread as the spacing wants, with the timesteps that belong to them. */
	SigmaTimeline spread(SigmaSpacing spacing, SigmaTable table, int steps) {
		if (spacing.isOfTimesteps()) {
			return this;
		}
		double[] levels = spacing.levels(sigmas[0], sigmas[sigmas.length - 1], steps);
		return new SigmaTimeline(table.timestepsOf(levels), levels, reachesEnd);
	}

	/** What a sampler steps through: the levels as float32, with one more at the end. */
	SigmaSteps endingAt(double end) {
		float[] all = new float[sigmas.length + 1];
		for (int i = 0; i < sigmas.length; i++) {
			all[i] = (float) sigmas[i];
		}
		all[sigmas.length] = (float) end;
		return SigmaSteps.of(timesteps, all, initNoiseSigma());
	}

	private float initNoiseSigma() {
		float largest = 0;
		for (double sigma : sigmas) {
			largest = Math.max(largest, (float) sigma);
		}
		return reachesEnd ? largest : FloatMath.sqrt(largest * largest + 1);
	}
}
