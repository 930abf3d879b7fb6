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
package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;

import sc.fiji.img2img.network.AutoencoderConfig;

/** The measures of an autoencoder, as the shapes of its tensors tell them. */
final class VaeShapes {

	private VaeShapes() {
		// NB: one question.
	}

	/** @throws IOException if tensors are missing, or do not fit together */
	static AutoencoderConfig config(Part part) throws IOException {
		PartWeights vae = part.weights();
		int levels = vae.count("encoder.down_blocks");
		int[] channels = new int[levels];
		for (int i = 0; i < levels; i++)
			channels[i] = vae.size("encoder.down_blocks." + i + ".resnets.0.conv1.weight", 0);
		if (levels == 0) throw new IOException("The VAE in " + vae.source() +
			" has no encoder, which image-to-image needs; get the whole VAE.");
		int groups = part.groups(channels);
		return new AutoencoderConfig(channels, vae.count("encoder.down_blocks.0.resnets"), latent(part), groups, vae.hasModule(
			"encoder.mid_block.attentions.0"));
	}

	/** The channels of a latent, of an autoencoder of either kind. */
	static int latent(Part part) throws IOException {
		return part.weights().size(part.isTiny() ? "decoder.layers.0.weight" : "decoder.conv_in.weight", 1);
	}
}
