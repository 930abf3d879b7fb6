package sc.fiji.img2img.command;

import java.util.function.Supplier;

import sc.fiji.img2img.tensor.Tensor;

/** Where progress is shown, and where users say that they want to stop. */
interface Progress {

	/** Says what is being done. */
	default void say(String message) {}

	/** Shows that so much of a whole is done. */
	default void show(int done, int total) {}

	/**
	 * Shows what there is after a step.
	 *
	 * @param preview as in {@link sc.fiji.img2img.run.RunListener#step}
	 */
	default void look(Supplier<Tensor> preview) {}

	/** Whether the user wants to stop; asked often, on another thread. */
	default boolean wantsStop() {
		return false;
	}

	/** All is over, one way or the other. */
	void end();
}
