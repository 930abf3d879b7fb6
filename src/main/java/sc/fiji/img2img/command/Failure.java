package sc.fiji.img2img.command;

import ij.IJ;

import java.util.concurrent.CancellationException;

import sc.fiji.img2img.text.Excerpt;

/** What went wrong, in a sentence. */
final class Failure {

	private Failure() {
		// NB: words only.
	}

	/** The sentence for the user. */
	static String sentence(Throwable e) {
		if (e instanceof CancellationException) return "Img2Img was cancelled.";
		if (e instanceof OutOfMemoryError) return "Out of memory: close images, or give ImageJ more in " +
			"Edit > Options > Memory & Threads.";
		return e.getMessage() == null ? e.getClass().getSimpleName() + " in Img2Img." : Excerpt.sentence(e
			.getMessage());
	}

	/** Tells the user; within a macro, ends it. */
	static void show(Throwable e) {
		if (!(e instanceof Exception && e.getMessage() != null || e instanceof OutOfMemoryError)) IJ.handleException(e);
		// NB: of all ways to fail, this is the one that ends a macro; an exception would let it go on with the input.
		IJ.error("Img2Img", sentence(e));
	}
}
