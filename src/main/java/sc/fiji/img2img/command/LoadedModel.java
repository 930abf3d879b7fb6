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
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.run.RunControl;

/**
 * The model that was used last; it stays loaded, so that a macro's loop does not load it for each image.
 * <p>
 * Thread-safe; runs wait for each other.
 * </p>
 */
final class LoadedModel {

	/** What a run says that others have to end before. */
	static final String WAITS = "waits for the run before";

	private static final long POLL_MILLIS = 50;

	/** NB: fair, so that runs follow each other as they were started. */
	private static final ReentrantLock LOCK = new ReentrantLock(true);

	private static String loaded;

	private static Img2Img img2img;

	/** NB: read while a run goes on, whose lock dialogs must not wait for. */
	private static volatile DeviceChoice used;

	private LoadedModel() {
		// NB: there is one.
	}

	/** Runs an image through a model, which is loaded first if it is not the one that is. */
	static Img2ImgResult<ImagePlus> run(Path model, ImagePlus image, ImageProcessor mask, Img2ImgSettings settings,
		RunControl control) throws IOException
	{
		return use(model, settings, control, open -> open.run(image, mask, settings, control));
	}

	/** Does something with a model, which is loaded first if it is not the one that is. */
	static <R> R use(Path model, Img2ImgSettings settings, RunControl control,
		Use<R> action) throws IOException
	{
		enter(control);
		try {
			return useAlone(model, settings, control, action);
		}
		finally {
			LOCK.unlock();
		}
	}

	/** What ran last, for as long as its model is loaded. */
	static Optional<DeviceChoice> device() {
		return Optional.ofNullable(used);
	}

	/** What is done with a model. */
	@FunctionalInterface
	interface Use<R> {

		R with(Img2Img img2img) throws IOException;
	}

	/** Frees its memory, once the run that goes on has ended. */
	static void close() {
		LOCK.lock();
		try {
			free();
		}
		finally {
			LOCK.unlock();
		}
	}

	/** As {@link #close}, and tells the user what was freed. */
	static void unload() {
		if (LOCK.isLocked()) IJ.showStatus("Img2Img: the model will be unloaded when the current run is done");
		LOCK.lock();
		try {
			String outcome = img2img == null ? "no model is loaded" : "the model " + img2img.model().name() + " is unloaded";
			free();
			IJ.log("Img2Img: " + outcome);
			IJ.showStatus("Img2Img: " + outcome);
		}
		finally {
			LOCK.unlock();
		}
	}

	// -- Helper methods --

	/** Waits for the runs before. */
	private static void enter(RunControl control) {
		if (LOCK.tryLock()) return;
		control.stage(WAITS);
		try {
			while (!LOCK.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS))
				control.check();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException();
		}
	}

	private static <R> R useAlone(Path model, Img2ImgSettings settings, RunControl control,
		Use<R> action) throws IOException
	{
		// NB: a model that was exported anew is another one.
		Path index = model.resolve("model_index.json");
		String vae = settings.get(Img2ImgSettings.VAE);
		String wanted = model.toAbsolutePath() + "\n" + vae + "\n" + settings.get(Img2ImgSettings.DEVICE) + "\n" + settings
			.get(Img2ImgSettings.PRECISION) + "\n" + (Files.exists(index)
				? Files.getLastModifiedTime(index) : "");
		if (!wanted.equals(loaded)) {
			free();
			Img2Img ready = Preload.take(model, settings, control);
			img2img = ready != null ? ready : Img2Img.open(ModelChoice.finder().open(model.toAbsolutePath().toString(), vae),
				settings, control);
			loaded = wanted;
			DeviceChoice choice = img2img.device();
			if (choice.isFallback() || !choice.provider().isCpu()) control.note("Device: " + choice);
		}
		try {
			return action.with(img2img);
		}
		catch (InferenceException e) {
			// NB: a device that was lost does not come back to what was loaded there.
			if (!(e instanceof OutOfDeviceMemoryException)) free();
			throw e;
		}
		finally {
			if (img2img != null) used = img2img.device();
		}
	}

	private static void free() {
		if (img2img != null) img2img.close();
		img2img = null;
		loaded = null;
		used = null;
	}
}
