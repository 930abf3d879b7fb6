package sc.fiji.img2img.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;

/**
 * Who called a command, and with what: the active image, the options and the macro of the thread that calls.
 * <p>
 * SciJava makes commands on the thread that calls them, and runs them on another, which knows nothing of this. Immutable.
 * </p>
 */
final class Caller {

	private final Thread thread = Thread.currentThread();

	private final ImagePlus image = WindowManager.getCurrentImage();

	private final String options = Macro.getOptions();

	private final boolean macro = IJ.isMacro();

	/** The image that is active there; null if none is. */
	ImagePlus image() {
		return image;
	}

	/** The options of the macro; null if there are none. */
	String options() {
		return options;
	}

	/** Whether it is a macro, or a script that calls as macros do. */
	boolean isMacro() {
		return macro;
	}

	/** Shows an image, and makes it the active one there. */
	void activate(ImagePlus made) {
		made.show();
		if (thread == Thread.currentThread() || !Interpreter.isBatchMode()) return;
		// NB: threads are used again, and a later run must not come upon this image.
		WindowManager.setTempCurrentImage(null);
		WindowManager.setTempCurrentImage(thread, made);
	}
}
