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
import ij.Macro;

import java.awt.GraphicsEnvironment;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;

/** What went wrong, in a sentence. */
final class Failure {

	/** The most characters in a line of a window. */
	private static final int LINE = 90;

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

	/** The same words in lines that fit into a window. */
	static String wrap(String text) {
		return wrap(text, LINE);
	}

	/** The same words in lines of at most so many characters; words that are longer are broken. */
	static String wrap(String text, int width) {
		Pattern line = Pattern.compile("(.{1," + width + "})(?:\\s+|$)|(.{" + width + "})");
		return text.lines().map(words -> line.matcher(words).replaceAll("$1$2\n").trim()).collect(Collectors.joining("\n"));
	}

	/** Tells the user; within a macro, ends it with a message that says in which line. */
	static void report(Throwable e, boolean macro) {
		if (macro) endMacro(e);
		else show(e);
	}

	/** Tells the user, in a window where there is a screen. */
	static void show(Throwable e) {
		explain(e);
		IJ.showMessage("Img2Img", text(e));
	}

	// -- Helper methods --

	private static void endMacro(Throwable e) {
		explain(e);
		// NB: on the threads of the macro, ImageJ would take its options for what the user answers to the message.
		Thread thread = new Thread(() -> {
			try {
				// NB: of all ways to fail, this is the one that ends a macro; an exception would let it go on with the input.
				IJ.error("Img2Img", text(e));
			}
			catch (RuntimeException end) {
				if (!Macro.MACRO_CANCELED.equals(end.getMessage())) throw end;
			}
		}, "Img2Img message");
		thread.start();
		try {
			thread.join();
		}
		catch (InterruptedException stop) {
			Thread.currentThread().interrupt();
		}
	}

	private static String text(Throwable e) {
		return GraphicsEnvironment.isHeadless() ? sentence(e) : wrap(sentence(e));
	}

	private static void explain(Throwable e) {
		if (!(e instanceof Exception && e.getMessage() != null || e instanceof OutOfMemoryError)) IJ.handleException(e);
	}
}
