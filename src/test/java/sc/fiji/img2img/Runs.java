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
package sc.fiji.img2img;

import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;

import sc.fiji.img2img.run.RunControl;

/** Short runs of the test models. */
final class Runs {

	/** Two steps of four, without guidance. */
	static final Img2ImgSettings SHORT = Img2ImgSettings.defaults().with(STEPS, 4).with(STRENGTH, 0.5).with(GUIDANCE, 1.0)
		.with(SEED, 42L);

	private Runs() {}

	/** The result's first slice. */
	static ImageProcessor of(Img2Img img2img, ImageProcessor pixels, Img2ImgSettings settings) throws IOException {
		return img2img.run(TestImages.plus(pixels), settings).image().getProcessor();
	}

	/** The pixels of a short run on a small image. */
	static int[] bits(Img2Img img2img) throws IOException {
		return (int[]) ((ColorProcessor) of(img2img, TestImages.rgb(64, 64), SHORT)).getPixels();
	}

	/** Runs under supervision. */
	static Img2ImgResult<ImagePlus> of(Img2Img img2img, Img2ImgSettings settings, RunControl control) throws IOException {
		return img2img.run(TestImages.plus(TestImages.rgb(64, 64)), null, settings, control);
	}
}
