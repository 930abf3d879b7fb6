/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;

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

	/** Whether it is a macro, or a script that gives options. */
	boolean isScripted() {
		return macro || options != null;
	}

	/** Whether a user called who can be asked in a dialog. */
	boolean isInteractive() {
		return !isScripted() && !GraphicsEnvironment.isHeadless();
	}

	/** Shows an image, and makes it the active one there. */
	void activate(ImagePlus made) {
		StackSliders.show(made);
		if (thread == Thread.currentThread() || !Interpreter.isBatchMode()) return;
		// NB: threads are used again, and a later run must not come upon this image.
		WindowManager.setTempCurrentImage(null);
		WindowManager.setTempCurrentImage(thread, made);
	}
}
