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

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.tensor.Tensor;

/** Small copies of what images show. */
final class Thumbnail {

	/** The longer side, in pixels: about as many as the latents of the usual models have. */
	static final int SIDE = 72;

	/** Of larger images, pixels are left out before the rest are averaged, so that these take no longer. */
	private static final int AVERAGED = 8 * SIDE;

	private Thumbnail() {
		// NB: makes copies.
	}

	/**
	 * A copy of what an image shows now.
	 *
	 * @return [1, 3, H, W] in -1 to 1, the longer side being {@link #SIDE}
	 */
	static Tensor of(ImagePlus image) {
		ImageProcessor shown = new ColorProcessor(reduced(image));
		double scale = (double) SIDE / Math.max(shown.getWidth(), shown.getHeight());
		return Processors.codec(shown.resize(length(shown.getWidth(), scale), length(shown.getHeight(), scale), true)).encode();
	}

	private static BufferedImage reduced(ImagePlus image) {
		double scale = Math.min(1, (double) AVERAGED / Math.max(image.getWidth(), image.getHeight()));
		BufferedImage reduced = new BufferedImage(length(image.getWidth(), scale), length(image.getHeight(), scale),
			BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = reduced.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(image.getImage(), 0, 0, reduced.getWidth(), reduced.getHeight(), null);
		graphics.dispose();
		return reduced;
	}

	private static int length(int length, double scale) {
		return Math.max(1, (int) Math.round(length * scale));
	}
}
