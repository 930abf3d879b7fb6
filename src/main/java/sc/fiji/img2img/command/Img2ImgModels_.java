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
import ij.plugin.PlugIn;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Plugins &gt; Img2Img Models: lists, shows, adds, verifies and removes models.
 * <p>
 * With options, as in {@code run("Img2Img Models", "add=sd-turbo yes")}, there is no dialog; {@code yes} agrees to size and
 * licence. What goes wrong ends the macro.
 * </p>
 */
public final class Img2ImgModels_ implements PlugIn {

	private final Caller caller = new Caller();

	@Override
	public void run(String argument) {
		try (RunMonitor monitor = new RunMonitor(new ImageJProgress())) {
			if (caller.isInteractive()) ModelsDialog.show(monitor);
			else run(ModelsOptions.read(caller.options() == null ? "" : caller.options()), monitor);
		}
		catch (CancellationException e) {
			Recording.forget();
			IJ.showStatus("Img2Img: cancelled");
			if (caller.isMacro()) Macro.abort();
		}
		catch (IOException | RuntimeException e) {
			if (Macro.MACRO_CANCELED.equals(e.getMessage())) throw (RuntimeException) e;
			Recording.forget();
			Failure.report(e, caller.isScripted());
		}
	}

	private static void run(Map<String, String> values, RunMonitor monitor) throws IOException {
		new ModelsRun(monitor, IJ::log, (title, terms) -> {
			if (values.containsKey(ModelsOptions.YES)) return true;
			throw new IllegalArgumentException(title + ": that needs your consent; add the word yes, if you agree to this. " + terms);
		}).run(values);
	}
}
