package sc.fiji.img2img.run;

import java.util.function.Supplier;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Hears how a run gets on.
 * <p>
 * Called on the thread that runs; what a listener does delays the run.
 * </p>
 */
public interface RunListener {

	/** Hears nothing. */
	RunListener NONE = new RunListener() {};

	/**
	 * A new stage begins.
	 *
	 * @param message what is being done, for the user: "Encoding the image"
	 */
	default void stage(String message) {}

	/**
	 * Something is done otherwise than was asked for, such as in smaller pieces or on another device.
	 *
	 * @param message what, and why, for the user; worth being kept where a stage is not
	 */
	default void note(String message) {
		stage(message);
	}

	/**
	 * A denoising step is done.
	 *
	 * @param done how many are done, 1 to {@code total}
	 * @param total how many there are
	 * @param secondsLeft an estimate for the remaining ones
	 * @param preview computes, if asked, a small picture of the latent as it would look if decoded: RGB,
	 *          [1, 3, height, width] of the latent's size, values in -1 to 1
	 */
	default void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {}
}
