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

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** Asks the user what is wanted and does it; what fails is said, and asked anew with everything that was typed. */
final class Conversation {

	private Conversation() {
		// NB: one talk.
	}

	/**
	 * Asks until it is done.
	 *
	 * @param title of the dialog, which remembers by it what it was told last
	 * @param image what is to be run, shown in the dialog; null for an example
	 * @throws CancellationException if the user wants no more
	 */
	static void hold(String title, List<Setting<?>> known, ImagePlus image, Attempt attempt) {
		Img2ImgSettings settings = new DialogMemory(title, known).recall();
		hold(title, known, known.contains(CommandSettings.ROWS) ? GridStart.of(settings) : settings, image, attempt);
	}

	/**
	 * Like {@link #hold(String, List, ImagePlus, Attempt)}, but begins with settings of one's own.
	 *
	 * @throws CancellationException if the user wants no more
	 */
	static void hold(String title, List<Setting<?>> known, Img2ImgSettings start, ImagePlus image, Attempt attempt) {
		DialogMemory memory = new DialogMemory(title, known);
		Img2ImgSettings settings = start;
		while (true) {
			settings = SettingsDialog.ask(title, settings, known, image);
			if (settings == null) throw new CancellationException();
			memory.keep(settings);
			try {
				attempt.run(settings);
				return;
			}
			catch (CancellationException e) {
				throw e;
			}
			catch (IOException | RuntimeException | OutOfMemoryError e) {
				IJ.showStatus("");
				Failure.show(e);
			}
		}
	}

	/** What the user asks for. */
	@FunctionalInterface
	interface Attempt {

		void run(Img2ImgSettings settings) throws IOException;
	}
}
