package sc.fiji.img2img.grid;

import java.util.function.Supplier;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Hears how a grid gets on.
 * <p>
 * Called on the thread that runs; what a listener does delays the run.
 * </p>
 */
public interface GridListener {

	/** Hears nothing. */
	GridListener NONE = new GridListener() {};

	/**
	 * Something begins.
	 *
	 * @param message for the user: "cell 3 of 28: Decoding the image"
	 */
	default void stage(String message) {}

	/**
	 * Something is done otherwise than was asked for.
	 *
	 * @param message as in {@link sc.fiji.img2img.run.RunListener#note}
	 */
	default void note(String message) {
		stage(message);
	}

	/**
	 * A denoising step is done.
	 *
	 * @param message for the user: "cell 3 of 28, step 7 of 18, 620 s left"
	 * @param done how many of the steps of all cells are done
	 * @param total how many there are
	 * @param preview a small picture of the cell's latent, as in {@link sc.fiji.img2img.run.RunListener#step}
	 */
	default void step(String message, int done, int total, Supplier<Tensor> preview) {}

	/**
	 * A cell is done.
	 *
	 * @param cell the cell
	 * @param soFar all that are done, this one included; not to be kept
	 */
	default void cell(GridCell cell, GridResult soFar) {}
}
