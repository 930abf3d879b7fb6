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

import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.network.TextConfig;

/** The measures of a text encoder, as the shapes of its tensors tell them; only the number of its heads is not in them. */
final class TextShapes {

	private static final int HEAD = 64;

	/** The least width of those that were trained by OpenCLIP. */
	private static final int OPEN_WIDTH = 1024;

	private TextShapes() {
		// NB: one question.
	}

	/**
	 * The measures.
	 *
	 * @param xl whether the hidden states are those before the last layer, as they are
	 * @param projects whether the whole text's vector is wanted
	 * @throws IOException if tensors are missing, or do not fit together
	 */
	static TextConfig config(Part part, boolean xl, boolean projects) throws IOException {
		PartWeights text = part.weights();
		JsonFile json = part.config();
		int width = text.size("text_model.embeddings.token_embedding.weight", 1);
		int vocabulary = text.size("text_model.embeddings.token_embedding.weight", 0);
		int length = text.size("text_model.embeddings.position_embedding.weight", 0);
		int layers = text.count("text_model.encoder.layers");
		if (json.has("num_hidden_layers")) layers = Math.min(layers, (int) json.number("num_hidden_layers", layers));
		int heads = (int) json.number("num_attention_heads", Math.max(1, width / HEAD));
		if (heads < 1 || width % heads != 0 || layers < 2) throw new IOException("The text encoder in " + text.source() +
			" has " + layers + " layers of " + width + " numbers, which is not known of any CLIP.");
		boolean quick = json.string("hidden_act", part.isOpenClip() || width >= OPEN_WIDTH ? "gelu" : "quick_gelu").equals(
			"quick_gelu");
		int inner = text.size("text_model.encoder.layers.0.mlp.fc1.weight", 0);
		int pooled = projects ? projection(text) : 0;
		// NB: Stable Diffusion 2 was trained without OpenCLIP's last layer.
		int read = xl || part.isOpenClip() ? layers - 1 : layers;
		return new TextConfig(width, inner, heads, layers, vocabulary, length, quick, read, !xl, pooled);
	}

	private static int projection(PartWeights text) throws IOException {
		if (text.has("text_projection.weight")) return text.size("text_projection.weight", 0);
		return text.size("text_projection", 1);
	}
}
