package sc.fiji.img2img.diffusion.scheduler;

/**
 * The timesteps of a run and their noise levels, for samplers after Karras et al.: samples are
 * {@code image + sigma * noise}, and the model sees them divided by their standard deviation.
 */
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

	double[] timesteps() {
		return timesteps.clone();
	}

	/** The levels as float32, with one more at the end. */
	float[] sigmasBefore(double end) {
		float[] result = new float[sigmas.length + 1];
		for (int i = 0; i < sigmas.length; i++) {
			result[i] = (float) sigmas[i];
		}
		result[sigmas.length] = (float) end;
		return result;
	}

	/** The standard deviation of a run's first sample. */
	float initNoiseSigma() {
		float largest = 0;
		for (double sigma : sigmas) {
			largest = Math.max(largest, (float) sigma);
		}
		return reachesEnd ? largest : FloatMath.sqrt(largest * largest + 1);
	}

	/** The timesteps rounded to float32, as the samplers hand them to the model. */
	static double[] toSingle(double[] timesteps) {
		double[] result = new double[timesteps.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = (float) timesteps[i];
		}
		return result;
	}

	/** For samplers of two model calls a step: a run cannot begin between them. */
	static void requireStepStart(int index) {
		if (index % 2 != 0) {
			throw new IllegalArgumentException("A run cannot begin at timestep number " + index
				+ ": this sampler calls the model twice a step, so that the number must be even.");
		}
	}

	/** A sample of unit variance, for the model. */
	static float[] scale(float[] sample, float sigma) {
		return Latents.divide(sample, FloatMath.sqrt(sigma * sigma + 1));
	}

	/** The direction in which the noise level changes the sample: the noise, as the predicted image tells it. */
	static float[] direction(float[] sample, float[] image, float sigma) {
		float[] result = new float[sample.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = (sample[i] - image[i]) / sigma;
		}
		return result;
	}
}
