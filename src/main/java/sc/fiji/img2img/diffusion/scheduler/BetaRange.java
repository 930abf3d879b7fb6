package sc.fiji.img2img.diffusion.scheduler;

/** The betas that a sampler assumes where the configuration names none. */
enum BetaRange {

	/** Ho et al.'s, for images. */
	PIXELS(0.0001, 0.02, BetaSchedule.LINEAR),
	/** Stable Diffusion's range, evenly spaced. */
	LATENTS_LINEAR(0.00085, 0.012, BetaSchedule.LINEAR),
	/** Stable Diffusion's. */
	LATENTS(0.00085, 0.012, BetaSchedule.SCALED_LINEAR);

	static final BetaSchedule[] KNOWN_TO_ALL = { BetaSchedule.LINEAR, BetaSchedule.SCALED_LINEAR,
		BetaSchedule.SQUAREDCOS_CAP_V2 };

	final double start;
	final double end;
	final BetaSchedule shape;

	BetaRange(double start, double end, BetaSchedule shape) {
		this.start = start;
		this.end = end;
		this.shape = shape;
	}
}
