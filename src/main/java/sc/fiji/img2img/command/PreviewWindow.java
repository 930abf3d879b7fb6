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
import ij.process.ImageProcessor;

import java.util.function.Supplier;

import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A window that shows, after each step, roughly what the result would be if the run ended there.
 * <p>
 * Whoever closes it does not see it again in this run, which goes on.
 * </p>
 */
final class PreviewWindow implements Progress {

	static final String TITLE = "Img2Img preview";

	/** The least width or height of what is shown; latents are small. */
	private static final int SIDE = 384;

	private ImagePlus window;

	@Override
	public void look(Supplier<Tensor> preview) {
		if (window == null) {
			window = new ImagePlus(TITLE, picture(preview.get()));
			window.show();
		}
		else if (window.isVisible()) window.setProcessor(picture(preview.get()));
	}

	@Override
	public void end() {
		if (window == null) return;
		window.changes = false;
		window.close();
	}

	private static ImageProcessor picture(Tensor preview) {
		ImageProcessor pixels = Processors.of(ImageCodec.toRgb(preview));
		int scale = Math.max(1, (int) Math.ceil((double) SIDE / Math.max(pixels.getWidth(), pixels.getHeight())));
		pixels.setInterpolationMethod(ImageProcessor.BILINEAR);
		return pixels.resize(pixels.getWidth() * scale, pixels.getHeight() * scale);
	}
}
