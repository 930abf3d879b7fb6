package sc.fiji.img2img.diffusion;

/** How a strength shortens what a model runs. */
public interface StrengthRule {

	/** The first steps of the schedule are left out, as in diffusers' img2img pipelines. */
	StrengthRule FEWER_STEPS = new StrengthRule() {

		@Override
		public StepPlan plan(int steps, double strength, boolean exact) {
			return exact ? StepPlan.exact(steps, strength) : StepPlan.of(steps, strength);
		}

		@Override
		public double range(double strength) {
			return 1;
		}
	};

	/** All steps run, and the schedule itself begins at the strength, as in diffusers' pipeline of latent consistency models. */
	StrengthRule SHORTER_RANGE = new StrengthRule() {

		@Override
		public StepPlan plan(int steps, double strength, boolean exact) {
			return StepPlan.whole(steps, strength);
		}

		@Override
		public double range(double strength) {
			return strength;
		}
	};

	/**
	 * The steps that run.
	 *
	 * @param exact whether so many are to run as are asked for
	 */
	StepPlan plan(int steps, double strength, boolean exact);

	/** The share of the timesteps of the training that the schedule spreads over, from the clean end. */
	double range(double strength);
}
