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
import java.util.LinkedHashMap;
import java.util.Map;

/** OpenCLIP's names of a text encoder's tensors as transformers has them; queries, keys and values are one tensor there. */
final class OpenClipNames {

	private static final String[][] LAYER = { { "ln_1", "layer_norm1" }, { "ln_2", "layer_norm2" }, { "mlp.c_fc", "mlp.fc1" },
		{ "mlp.c_proj", "mlp.fc2" }, { "attn.out_proj", "self_attn.out_proj" } };

	private static final String[] PROJECTIONS = { "q_proj", "k_proj", "v_proj" };

	private final ModuleNames names = new ModuleNames();

	OpenClipNames() {
		names.put("token_embedding", "text_model.embeddings.token_embedding");
		names.put("positional_embedding", "text_model.embeddings.position_embedding.weight");
		names.put("ln_final", "text_model.final_layer_norm");
	}

	ModuleNames names() {
		return names;
	}

	/** @throws IOException if stacked tensors cannot be taken apart */
	Map<String, StoredTensor> rename(Map<String, StoredTensor> tensors) throws IOException {
		for (int i = 0; tensors.containsKey("transformer.resblocks." + i + ".ln_1.weight"); i++)
			layer("transformer.resblocks." + i + ".", "text_model.encoder.layers." + i + ".");
		Map<String, StoredTensor> renamed = new LinkedHashMap<>();
		for (Map.Entry<String, StoredTensor> tensor : tensors.entrySet()) {
			String name = tensor.getKey();
			boolean stacked = name.matches("transformer\\.resblocks\\.\\d+\\.attn\\.in_proj_(weight|bias)");
			String other = names.translate(name);
			if (stacked) split(name, tensor.getValue(), renamed);
			else renamed.put(other == null ? name : other, tensor.getValue());
		}
		return renamed;
	}

	// -- Helper methods --

	private void layer(String own, String other) {
		for (String[] pair : LAYER)
			names.put(own + pair[0], other + pair[1]);
		for (String projection : PROJECTIONS)
			for (String parameter : new String[] { "weight", "bias" })
				names.putBack(own + "attn.in_proj_" + parameter, other + "self_attn." + projection + "." + parameter);
	}

	private static void split(String name, StoredTensor tensor, Map<String, StoredTensor> target) throws IOException {
		int parameter = name.lastIndexOf('_') + 1;
		String layer = "text_model.encoder.layers." + name.split("\\.")[2];
		for (int i = 0; i < PROJECTIONS.length; i++)
			target.put(layer + ".self_attn." + PROJECTIONS[i] + "." + name.substring(parameter), tensor.part(i,
				PROJECTIONS.length));
	}
}
