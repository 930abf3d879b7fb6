package sc.fiji.img2img.diffusion.scheduler;

/** Turns the model's output into what a solver works with: the image, or the noise. */
final class SolverPrediction {

	private final PredictionType type;
	private final SampleLimit limit;

	private SolverPrediction(PredictionType type, SampleLimit limit) {
		this.type = type;
		this.limit = limit;
	}

	/** For solvers in the image; limits it as {@code thresholding} says. */
	static SolverPrediction ofImage(SchedulerConfig config) {
		return new SolverPrediction(PredictionType.of(config, PredictionType.values()), SampleLimit.threshold(config));
	}

	/** For solvers in the noise; flows are none of their business. */
	static SolverPrediction ofNoise(SchedulerConfig config, SampleLimit limit) {
		return new SolverPrediction(PredictionType.of(config, PredictionType.EPSILON, PredictionType.SAMPLE,
			PredictionType.V_PREDICTION), limit);
	}

	float[] image(float[] sample, float[] output, SolverTimeline timeline, int index) {
		// NB: a flow's direction counts in the schedule's level, even if the samples keep their variance
		float sigma = type == PredictionType.FLOW_PREDICTION ? timeline.level(index) : timeline.sigma(index);
		return limit.apply(type.image(sample, output, timeline.alpha(index), sigma));
	}

	float[] noise(float[] sample, float[] output, SolverTimeline timeline, int index) {
		float alpha = timeline.alpha(index);
		float sigma = timeline.sigma(index);
		float[] noise = type.noise(sample, output, alpha, sigma);
		if (limit == SampleLimit.NONE) {
			return noise;
		}
		float[] image = limit.apply(Latents.subtractThenDivide(sample, sigma, noise, alpha));
		return Latents.subtractThenDivide(sample, alpha, image, sigma);
	}
}
