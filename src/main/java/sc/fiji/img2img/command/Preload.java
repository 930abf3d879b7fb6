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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.run.Ahead;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/**
 * Opens the model that is chosen in a dialog while the user still looks at that, so that the run need not.
 * <p>
 * Only where it costs next to nothing: on the CPU, where no other model is loaded, and where the model is small or its copy
 * is in the cache, from which it is mapped into memory. What goes wrong is said when it is run. Thread-safe.
 * </p>
 */
final class Preload {

	private static final String THREAD = "Img2Img preload";

	/** The one that nobody has taken yet; null for none. */
	private static Preload current;

	private final List<Object> wanted;

	private final Cancellation cancellation = new Cancellation();

	/** Null within for a model that is left for later. */
	private final Ahead<Img2Img> model;

	private Preload(Img2ImgSettings settings) {
		wanted = wanted(settings);
		model = Ahead.begin(THREAD, () -> open(settings));
	}

	/** Begins, if another model is chosen now than before; returns at once. */
	static synchronized void begin(Img2ImgSettings settings) {
		if (current != null && current.wanted.equals(wanted(settings))) return;
		end();
		if (LoadedModel.device().isEmpty()) current = new Preload(settings);
	}

	/** Frees what nobody has taken; returns at once. */
	static synchronized void end() {
		if (current != null) current.discard();
		current = null;
	}

	/**
	 * Hands over the model of some settings, once it is open.
	 *
	 * @param path where the model is
	 * @return to be closed by the caller; null if it is not there
	 * @throws CancellationException if the run was cancelled meanwhile
	 */
	static Img2Img take(Path path, Img2ImgSettings settings, RunControl control) {
		Preload preload = takeCurrent();
		if (preload == null) return null;
		if (!preload.wanted.equals(wanted(settings))) {
			preload.discard();
			return null;
		}
		try {
			Img2Img opened = preload.model.get(control.cancellation());
			if (opened == null || opened.model().path().toAbsolutePath().equals(path.toAbsolutePath())) return opened;
			preload.discard();
			return null;
		}
		catch (CancellationException e) {
			preload.discard();
			throw e;
		}
		catch (IOException | RuntimeException | LinkageError e) {
			// NB: it is opened again, and said then.
			return null;
		}
	}

	// -- Helper methods --

	private static synchronized Preload takeCurrent() {
		Preload preload = current;
		current = null;
		return preload;
	}

	/** What another model would be opened for. */
	private static List<Object> wanted(Img2ImgSettings settings) {
		return List.of(settings.get(CommandSettings.MODEL), settings.get(Img2ImgSettings.VAE), settings.get(
			Img2ImgSettings.DEVICE), settings.get(Img2ImgSettings.PRECISION), settings.get(Img2ImgSettings.NOCACHE));
	}

	private Img2Img open(Img2ImgSettings settings) throws IOException {
		if (!Devices.isCpu(settings.get(Img2ImgSettings.DEVICE))) return null;
		Model found = ModelChoice.finder().open(settings.get(CommandSettings.MODEL), settings.get(Img2ImgSettings.VAE));
		return found.isAtHand() ? Img2Img.open(found, settings, RunControl.of(RunListener.NONE, cancellation)) : null;
	}

	private void discard() {
		cancellation.cancel();
		Ahead.begin(THREAD, () -> {
			Img2Img opened = model.get(new Cancellation());
			if (opened != null) opened.close();
			return opened;
		});
	}
}
