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
package sc.fiji.img2img.diffusion;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/**
 * An image of which only a part may change: the mask at the image's and at the latent's size.
 * <p>
 * Arithmetic: diffusers' inpainting pipelines. Immutable.
 * </p>
 */
final class MaskedImage {

	private final ImageSource image;

	private final ImageSource mask;

	private final Tensor latentMask;

	private MaskedImage(ImageSource image, ImageSource mask, Tensor latentMask) {
		this.image = image;
		this.mask = mask;
		this.latentMask = latentMask;
	}

	/**
	 * Applies a mask.
	 *
	 * @param image of three channels
	 * @param mask of one channel, at least 0.5 where the image may change; null for everywhere
	 * @param factor the pixels along an edge that one latent element stands for
	 */
	static MaskedImage of(ImageSource image, ImageSource mask, int factor) {
		if (mask != null && (mask.height() != image.height() || mask.width() != image.width()))
			throw new IllegalArgumentException("The mask should have the image's size, " + image.width() + " x " + image.height() +
				", but has " + mask.width() + " x " + mask.height() + ".");
		int height = image.height() / factor;
		int width = image.width() / factor;
		float[] small = new float[height * width];
		for (int y = 0; y < height; y++) {
			// NB: the nearest neighbour in torch is the first pixel of each block.
			float[] row = mask == null ? null : mask.part(FinalInterval.createMinSize(0, (long) y * factor, image.width(), 1)).data();
			for (int x = 0; x < width; x++)
				if (row == null || row[x * factor] >= 0.5f) small[y * width + x] = 1;
		}
		return new MaskedImage(image, mask, Tensor.of(small, 1, 1, height, width));
	}

	/** The image with zeros where it may change. */
	ImageSource hole() {
		return ImageSource.of(image.width(), image.height(), this::hole);
	}

	/** Where latents may change, 1 there and 0 elsewhere: [1, 1, h, w]. */
	Tensor latentMask() {
		return latentMask;
	}

	/**
	 * A latent that is new where it may change and old elsewhere.
	 *
	 * @param kept the latent to keep
	 * @param changed the latent to take within the mask
	 */
	float[] merge(float[] kept, float[] changed) {
		float[] merged = new float[kept.length];
		float[] mask = latentMask.data();
		for (int i = 0; i < merged.length; i++) {
			float share = mask[i % mask.length];
			merged[i] = (1 - share) * kept[i] + share * changed[i];
		}
		return merged;
	}

	private Tensor hole(Interval part) {
		Tensor pixels = image.part(part);
		float[] hole = mask == null ? new float[pixels.data().length] : pixels.data().clone();
		float[] inside = mask == null ? new float[0] : mask.part(part).data();
		for (int i = 0; i < inside.length; i++)
			if (inside[i] >= 0.5f) for (int c = 0; c < 3; c++)
				hole[c * inside.length + i] = 0;
		return Tensor.of(hole, pixels.shape());
	}
}
