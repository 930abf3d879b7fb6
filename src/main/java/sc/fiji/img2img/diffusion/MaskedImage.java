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

import sc.fiji.img2img.tensor.Tensor;

/**
 * An image of which only a part may change: the mask at the image's and at the latent's size.
 * <p>
 * Arithmetic: diffusers' inpainting pipelines. Immutable.
 * </p>
 */
final class MaskedImage {

	private final Tensor hole;

	private final Tensor latentMask;

	private MaskedImage(Tensor hole, Tensor latentMask) {
		this.hole = hole;
		this.latentMask = latentMask;
	}

	/**
	 * Applies a mask.
	 *
	 * @param image [1, 3, H, W]
	 * @param mask [1, 1, H, W], at least 0.5 where the image may change; null for everywhere
	 * @param factor the pixels along an edge that one latent element stands for
	 */
	static MaskedImage of(Tensor image, Tensor mask, int factor) {
		int height = image.dim(2);
		int width = image.dim(3);
		if (mask != null && (mask.dim(2) != height || mask.dim(3) != width)) throw new IllegalArgumentException(
			"The mask should have the image's size, " + width + " x " + height + ", but has " + mask.dim(3) + " x " +
				mask.dim(2) + ".");
		float[] hole = image.data().clone();
		float[] small = new float[(height / factor) * (width / factor)];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				if (mask != null && mask.data()[y * width + x] < 0.5f) continue;
				for (int c = 0; c < 3; c++)
					hole[(c * height + y) * width + x] = 0;
				// NB: the nearest neighbour in torch is the first pixel of each block.
				if (y % factor == 0 && x % factor == 0) small[y / factor * (width / factor) + x / factor] = 1;
			}
		}
		return new MaskedImage(Tensor.of(hole, image.shape()), Tensor.of(small, 1, 1, height / factor, width / factor));
	}

	/** The image with zeros where it may change: [1, 3, H, W]. */
	Tensor hole() {
		return hole;
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
}
