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
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import sc.fiji.img2img.io.JsonFile;

/**
 * The parts that lie in one place, each below a name of its own, or alone without one: as the original code, sgm and
 * diffusers write them.
 */
final class Parts {

	private static final List<String> UNETS = List.of("model.diffusion_model.", "unet.", "");

	private static final List<String> VAES = List.of("first_stage_model.", "vae.", "");

	private static final List<String> CLIPS = List.of("cond_stage_model.transformer.", "conditioner.embedders.0.transformer.",
		"text_encoder.", "");

	private static final List<String> OPEN_CLIPS = List.of("cond_stage_model.model.", "conditioner.embedders.1.model.",
		"conditioner.embedders.0.model.", "text_encoder_2.", "");

	private final Path source;

	private final Map<String, StoredTensor> tensors;

	private final JsonFile config;

	private final Map<Role, Part> parts = new EnumMap<>(Role.class);

	private Parts(Path source, Map<String, StoredTensor> tensors, JsonFile config) throws IOException {
		this.source = source;
		this.tensors = tensors;
		this.config = config;
		for (String prefix : UNETS)
			addUnet(prefix);
		// NB: what has no name before it is a part alone.
		for (String prefix : VAES)
			if (!prefix.isEmpty() || parts.isEmpty()) addVae(prefix);
		if (parts.isEmpty()) addTiny();
		for (String prefix : CLIPS)
			if (!prefix.isEmpty() || parts.isEmpty()) addClip(prefix);
		for (String prefix : OPEN_CLIPS)
			if (!prefix.isEmpty() || parts.isEmpty()) addOpenClip(prefix);
	}

	/**
	 * Takes tensors apart.
	 *
	 * @param source the file that they are in, or the folder of the files
	 * @param config what is known of the part, where there is only one
	 * @throws IOException if stacked tensors cannot be taken apart
	 */
	static Map<Role, Part> of(Path source, Map<String, StoredTensor> tensors, JsonFile config) throws IOException {
		return new Parts(source, tensors, config).parts;
	}

	// -- Helper methods --

	private void addUnet(String prefix) {
		Map<String, StoredTensor> own = below(prefix);
		boolean original = own.containsKey("input_blocks.0.0.weight");
		if (parts.containsKey(Role.UNET) || !original && !(own.containsKey("conv_in.weight") && own.containsKey(
			"time_embedding.linear_1.weight"))) return;
		ModuleNames names = UnetNames.of(own.keySet());
		add(Role.UNET, prefix, renamed(own, names), original ? names : null, false);
	}

	private void addVae(String prefix) {
		Map<String, StoredTensor> own = below(prefix);
		if (!own.containsKey("decoder.conv_in.weight") && !own.containsKey("encoder.conv_in.weight")) return;
		ModuleNames names = VaeNames.of(own.keySet());
		boolean original = own.containsKey("decoder.norm_out.weight") || own.containsKey("encoder.norm_out.weight");
		add(Role.VAE, prefix, renamed(own, names), original ? names : null, false);
	}

	/** The halves of a TAESD, which the original code writes with numbers of layers for names. */
	private void addTiny() {
		Map<String, StoredTensor> own = new LinkedHashMap<>();
		for (String half : List.of("encoder", "decoder")) {
			below(half + ".layers.").forEach((name, tensor) -> own.put(half + ".layers." + name, tensor));
			below("taesd_" + half + ".").forEach((name, tensor) -> own.put(TinyNames.of(half, name), tensor));
		}
		String bare = tensors.containsKey("0.weight") ? "encoder" : "decoder";
		if (tensors.containsKey("3.conv.0.weight")) tensors.forEach((name, tensor) -> own.put(TinyNames.of(bare, name), tensor));
		if (!own.isEmpty()) parts.put(Role.VAE, new Part(PartWeights.of(Role.VAE.toString(), source, own,
			UnaryOperator.identity()), config, false));
	}

	private void addClip(String prefix) {
		Map<String, StoredTensor> own = below(prefix);
		boolean flat = own.containsKey("embeddings.token_embedding.weight");
		if (!flat && !own.containsKey("text_model.embeddings.token_embedding.weight")) return;
		ModuleNames names = new ModuleNames();
		if (flat) for (String module : List.of("embeddings", "encoder", "final_layer_norm"))
			names.put(module, "text_model." + module);
		add(Role.TEXT_ENCODER, prefix, renamed(own, names), names, false);
	}

	private void addOpenClip(String prefix) throws IOException {
		Map<String, StoredTensor> own = below(prefix);
		if (!own.containsKey("transformer.resblocks.0.ln_1.weight")) return;
		boolean second = prefix.contains(".1.") || below("model.diffusion_model.label_emb.").size() > 0;
		OpenClipNames names = new OpenClipNames();
		add(second ? Role.TEXT_ENCODER_2 : Role.TEXT_ENCODER, prefix, names.rename(own), names.names(), true);
	}

	private void add(Role role, String prefix, Map<String, StoredTensor> own, ModuleNames names, boolean openClip) {
		UnaryOperator<String> origin = name -> prefix + (names == null ? name : names.translateBack(name));
		parts.put(role, new Part(PartWeights.of(role.toString(), source, own, origin), config, openClip));
	}

	private Map<String, StoredTensor> below(String prefix) {
		Map<String, StoredTensor> below = new LinkedHashMap<>();
		for (Map.Entry<String, StoredTensor> tensor : tensors.entrySet())
			if (tensor.getKey().startsWith(prefix)) below.put(tensor.getKey().substring(prefix.length()), tensor.getValue());
		return below;
	}

	private static Map<String, StoredTensor> renamed(Map<String, StoredTensor> tensors, ModuleNames names) {
		Map<String, StoredTensor> renamed = new LinkedHashMap<>();
		tensors.forEach((name, tensor) -> {
			String other = names.translate(name);
			renamed.put(other == null ? name : other, tensor);
		});
		return renamed;
	}
}
