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

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.LUT;

/**
 * Views of images that are run: they share the pixels, but what users do with the image's window meanwhile, such as
 * scrolling or closing it, does not touch them.
 */
final class ImageView {

	private static final String INFO = "Info";

	/** Where ImageJ keeps the label of an image that is no stack. */
	private static final String SLICE_LABEL = "Slice_Label";

	private ImageView() {
		// NB: makes images only.
	}

	/** A view of what is displayed now; an image without pixels is its own. */
	static ImagePlus of(ImagePlus image) {
		return image.getProcessor() == null ? image : at(image, image.getCurrentSlice());
	}

	/** A view of a slice of the image's stack, from 1, as the image shows it. */
	static ImagePlus at(ImagePlus image, int index) {
		LUT[] luts = image.getLuts();
		ImagePlus view = new ImagePlus(image.getTitle(), image.getStack());
		view.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		view.setOpenAsHyperStack(image.isHyperStack() || image.getOpenAsHyperStack());
		if (image.isComposite()) {
			CompositeImage composite = new CompositeImage(view, image.getDisplayMode());
			composite.setLuts(luts);
			view = composite;
		}
		view.setSlice(index);
		if (!image.isComposite() && view.getType() != ImagePlus.COLOR_RGB) view.setLut(luts[0]);
		view.setCalibration(image.getCalibration());
		view.setOverlay(image.getOverlay());
		view.setProperty(INFO, image.getProperty(INFO));
		// NB: for a single slice that has no label, ImageJ makes one of the whole Info.
		view.setProp(SLICE_LABEL, image.getProp(SLICE_LABEL));
		return view;
	}
}
