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
import ij.WindowManager;
import ij.gui.Roi;
import ij.process.ByteProcessor;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.image.ij.ImageFiles;

/** What all commands do once they know what is wanted. */
final class ImageRun {

	private ImageRun() {
		// NB: one run.
	}

	/**
	 * Runs an image, within its selection if that has an area, and writes the result to a file if one is named.
	 *
	 * @param monitor shows the progress, and may end it
	 * @throws IOException if there is no model, or a file cannot be read or written
	 * @throws IllegalArgumentException if image or settings do not suit the model
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	static Img2ImgResult<ImagePlus> run(ImagePlus image, Img2ImgSettings settings, RunMonitor monitor) throws IOException {
		return run(image, mask(image), settings, monitor);
	}

	/** Like {@link #run(ImagePlus, Img2ImgSettings, RunMonitor)}, with a mask instead of the selection; null for none. */
	static Img2ImgResult<ImagePlus> run(ImagePlus image, ByteProcessor mask, Img2ImgSettings settings, RunMonitor monitor)
		throws IOException
	{
		settings.check();
		Path output = output(settings.get(CommandSettings.OUTPUT));
		if (output != null) ImageFiles.checkTarget(output);
		Path model = ModelChoice.finder().find(settings.get(CommandSettings.MODEL));
		ImagePlus view = ImageView.of(image);
		preview(settings, monitor);
		Img2ImgResult<ImagePlus> result = LoadedModel.run(model, view, mask, settings, monitor.control());
		TrustedPlaces.used(GenerationInfo.of(result.image()).orElseThrow().values());
		if (view.getOverlay() != null) result.image().setOverlay(view.getOverlay().duplicate());
		if (output != null) ImageFiles.write(result.image(), output);
		// NB: asks before what is kept nowhere is thrown away.
		result.image().changes = output == null;
		return result;
	}

	/**
	 * The image to run.
	 *
	 * @param title null for the active one
	 * @param active null if no image is active
	 * @throws IllegalArgumentException if it is not open
	 */
	static ImagePlus input(String title, ImagePlus active) {
		if (title == null) {
			if (active == null) throw new IllegalArgumentException("There is no image open; open one first.");
			return active;
		}
		ImagePlus image = WindowManager.getImage(title);
		if (image == null) throw new IllegalArgumentException("The image \"" + title + "\" is not open; open it first, or " +
			"name another one as input.");
		return image;
	}

	/** Shows a run after each step, if that is wished and somebody is there to see it. */
	static void preview(Img2ImgSettings settings, RunMonitor monitor) {
		boolean watched = !IJ.isMacro() && !GraphicsEnvironment.isHeadless();
		if (watched && settings.get(CommandSettings.PREVIEW)) monitor.add(new PreviewWindow());
	}

	/** The selection as a mask; null for none, and for lines and points, which have no area. */
	static ByteProcessor mask(ImagePlus image) {
		Roi roi = image.getRoi();
		if (roi == null || !roi.isArea() || image.getProcessor() == null) return null;
		ByteProcessor mask = new ByteProcessor(image.getWidth(), image.getHeight());
		mask.setValue(255);
		mask.fill(roi);
		int inside = mask.getStatistics().histogram[255];
		if (inside == 0) throw new IllegalArgumentException("The selection lies outside of the image.");
		return inside == mask.getPixelCount() ? null : mask;
	}

	/** The file that is to be written; null for none. */
	static Path output(String path) {
		try {
			return path.isBlank() ? null : Path.of(path.trim());
		}
		catch (InvalidPathException e) {
			throw new IllegalArgumentException("output should be a file to write, but is \"" + path + "\".", e);
		}
	}
}
