package sc.fiji.img2img.diffusion.scheduler;

/**
 * The integrators of Lu et al. ("DPM-Solver", "DPM-Solver++"), and what a step from one noise level to another weighs its
 * terms with.
 */
enum DpmAlgorithm {

	/** Deterministic, in the noise. */
	NOISE("dpmsolver"),
	/** Deterministic, in the image. */
	IMAGE("dpmsolver++"),
	/** With fresh noise, in the noise. */
	STOCHASTIC_NOISE("sde-dpmsolver"),
	/** With fresh noise, in the image. */
	STOCHASTIC_IMAGE("sde-dpmsolver++");

	private final String word;

	DpmAlgorithm(String word) {
		this.word = word;
	}

	/**
	 * The algorithm of a configuration. NB: "deis", from another sampler's file, counts as "dpmsolver++", which diffusers
	 * means as well but refuses where the last noise level is zero.
	 *
	 * @throws IllegalArgumentException also if it cannot end without noise but should
	 */
	static DpmAlgorithm of(SchedulerConfig config, DpmAlgorithm... allowed) {
		if ("deis".equals(config.text("algorithm_type", ""))) {
			return IMAGE;
		}
		DpmAlgorithm algorithm = config.choice("algorithm_type", IMAGE, allowed);
		if (!algorithm.isOfImage() && !endsAtSmallest(config)) {
			throw new IllegalArgumentException("The scheduler's algorithm_type " + algorithm +
				" cannot end without noise; final_sigmas_type must be \"sigma_min\".");
		}
		return algorithm;
	}

	/** Whether the last noise level is that of the first training timestep; else it is zero. */
	static boolean endsAtSmallest(SchedulerConfig config) {
		return "sigma_min".equals(config.choice("final_sigmas_type", "zero", "zero", "sigma_min"));
	}

	/** Whether the solver works with predicted images; else with predicted noise. */
	boolean isOfImage() {
		return this == IMAGE || this == STOCHASTIC_IMAGE;
	}

	boolean isStochastic() {
		return this == STOCHASTIC_NOISE || this == STOCHASTIC_IMAGE;
	}

	/** What the model's output is turned into. */
	float[] convert(SolverPrediction prediction, float[] sample, float[] output,
		SolverTimeline timeline, int index)
	{
		return isOfImage() ? prediction.image(sample, output, timeline, index) : prediction.noise(sample, output, timeline,
			index);
	}

	/** The weights of a step between two indices. */
	DpmWeights weights(SolverTimeline timeline, int from, int to) {
		float alpha = timeline.alpha(to);
		float sigma = timeline.sigma(to);
		float h = timeline.lambda(to) - timeline.lambda(from);
		float ofSigmas = sigma / timeline.sigma(from);
		float ofAlphas = alpha / timeline.alpha(from);
		switch (this) {
			case NOISE: {
				float grown = FloatMath.exp(h) - 1;
				float curvature = sigma * ((grown - h) / (h * h) - 0.5f);
				return new DpmWeights(h, ofAlphas, -(sigma * grown), -(0.5f * (sigma * grown)),
					-(sigma * (grown / h - 1)), -curvature, 0);
			}
			case STOCHASTIC_NOISE: {
				float grown = FloatMath.exp(h) - 1;
				float noise = sigma * FloatMath.sqrt(FloatMath.exp(2 * h) - 1);
				return new DpmWeights(h, ofAlphas, -(2 * (sigma * grown)), -(sigma * grown),
					-(2 * (sigma * (grown / h - 1))), Float.NaN, noise);
			}
			case STOCHASTIC_IMAGE: {
				float lost = 1 - FloatMath.exp(-2 * h);
				float curvature = alpha * ((lost - 2 * h) / (2 * h * (2 * h)) - 0.5f);
				return new DpmWeights(h, ofSigmas * FloatMath.exp(-h), alpha * lost, 0.5f * (alpha * lost),
					alpha * (lost / (-2 * h) + 1), curvature, sigma * FloatMath.sqrt(lost));
			}
			default: {
				float shrunk = FloatMath.exp(-h) - 1;
				float curvature = alpha * ((shrunk + h) / (h * h) - 0.5f);
				return new DpmWeights(h, ofSigmas, -(alpha * shrunk), -(0.5f * (alpha * shrunk)),
					alpha * (shrunk / h + 1), -curvature, 0);
			}
		}
	}

	/** The word in the JSON. */
	@Override
	public String toString() {
		return word;
	}
}
