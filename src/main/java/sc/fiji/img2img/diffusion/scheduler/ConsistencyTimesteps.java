package sc.fiji.img2img.diffusion.scheduler;

/** The timesteps of consistency models: evenly picked from the fewer ones that the distillation has used. */
final class ConsistencyTimesteps {

	private ConsistencyTimesteps() {}

	/**
	 * Picks timesteps from noisy to clean.
	 *
	 * @param strength the part of the schedule that is used at all, counted from its clean end
	 */
	static int[] of(SchedulerConfig config, int steps, double strength) {
		int trained = NoiseSchedule.trainingTimesteps(config);
		int original = config.integer("original_inference_steps", 50, 1, trained);
		int usable = (int) (original * strength);
		if (steps > usable) {
			throw new IllegalArgumentException("This sampler cannot take " + steps + " steps at strength " + strength +
				": its model was distilled to " + original + " steps, of which " + usable +
				" are left; use fewer steps or a higher strength.");
		}
		int stride = trained / original;
		int[] timesteps = new int[steps];
		for (int i = 0; i < steps; i++) {
			int skipped = (int) Math.floor(i * ((double) usable / steps));
			timesteps[i] = (usable - skipped) * stride - 1;
		}
		return timesteps;
	}
}
