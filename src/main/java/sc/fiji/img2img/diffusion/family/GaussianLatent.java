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
package sc.fiji.img2img.diffusion.family;

import sc.fiji.img2img.diffusion.LatentDistribution;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.tensor.Tensor;

/** A normal distribution for each number of a latent. Arithmetic: DiagonalGaussianDistribution in diffusers. Immutable. */
final class GaussianLatent implements LatentDistribution {

	private final Tensor moments;

	private final LatentScale scale;

	private GaussianLatent(Tensor moments, LatentScale scale) {
		this.moments = moments;
		this.scale = scale;
	}

	/**
	 * A distribution.
	 *
	 * @param moments means and logarithms of the variances as an encoder gives them, stacked along the channels:
	 *          [1, 2 C, h, w]
	 */
	static GaussianLatent of(Tensor moments, LatentScale scale) {
		return new GaussianLatent(moments, scale);
	}

	@Override
	public Tensor mean() {
		return latent(null);
	}

	@Override
	public Tensor sample(NoiseSource noise) {
		return latent(noise.next(moments.data().length / 2));
	}

	/** @param draw the normal random number for each element; null for 0 */
	private Tensor latent(float[] draw) {
		int size = moments.dim(2) * moments.dim(3);
		float[] latent = new float[moments.data().length / 2];
		for (int i = 0; i < latent.length; i++) {
			float logVariance = Math.max(-30, Math.min(20, moments.data()[latent.length + i]));
			float deviation = (float) Math.exp(0.5f * logVariance);
			latent[i] = scale.apply(moments.data()[i] + (draw == null ? 0 : deviation * draw[i]), i / size);
		}
		return Tensor.of(latent, 1, moments.dim(1) / 2, moments.dim(2), moments.dim(3));
	}
}
