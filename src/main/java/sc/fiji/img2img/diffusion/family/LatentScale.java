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

import java.io.IOException;

import sc.fiji.img2img.model.VaeConfig;
import sc.fiji.img2img.tensor.Tensor;

/** Brings the numbers of an autoencoder to the scale that the denoising network takes, and back. Immutable. */
final class LatentScale {

	private final float factor;

	private final float shift;

	/** For each channel; null where all are scaled alike. */
	private final float[] mean;

	private final float[] std;

	private LatentScale(VaeConfig config) {
		factor = (float) config.scalingFactor();
		shift = (float) config.shiftFactor();
		mean = config.mean();
		std = config.std();
	}

	/**
	 * The scale that a configuration states.
	 *
	 * @throws IOException if it states numbers for each channel, but not for so many
	 */
	static LatentScale of(VaeConfig config, int channels) throws IOException {
		config.requireChannels(channels);
		return new LatentScale(config);
	}

	/** One of the autoencoder's numbers as the network takes it. */
	float apply(float value, int channel) {
		return mean == null ? (value - shift) * factor : (value - mean[channel]) * factor / std[channel];
	}

	/** A latent of the network's, [1, C, h, w], as the autoencoder takes it. */
	Tensor undo(Tensor latent) {
		float[] data = new float[latent.data().length];
		int size = latent.dim(2) * latent.dim(3);
		for (int i = 0; i < data.length; i++)
			data[i] = undo(latent.data()[i], i / size);
		return Tensor.of(data, latent.shape());
	}

	private float undo(float value, int channel) {
		return mean == null ? value / factor + shift : value * std[channel] / factor + mean[channel];
	}
}
