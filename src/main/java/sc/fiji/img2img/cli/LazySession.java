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
package sc.fiji.img2img.cli;

import java.io.IOException;
import java.io.PrintWriter;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.batch.ImageSession;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.run.RunControl;

/** A model that is loaded when the first image asks for it, and freed at the end. Not thread-safe. */
final class LazySession implements AutoCloseable {

	private final Model model;

	private final Img2ImgSettings settings;

	private final PrintWriter err;

	private Img2Img img2img;

	LazySession(Model model, Img2ImgSettings settings, PrintWriter err) {
		this.model = model;
		this.settings = settings;
		this.err = err;
	}

	/** @throws IOException if the model cannot be loaded */
	ImageSession open(RunControl control) throws IOException {
		if (img2img == null) {
			img2img = Img2Img.open(model, settings, control);
			err.println("Device: " + img2img.device());
		}
		return img2img::run;
	}

	@Override
	public void close() {
		if (img2img != null) img2img.close();
	}
}
