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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.JsonFile;

/** Models and parts of models of other kinds, which the names of their tensors tell. */
final class OtherModel {

	/** What ends the sentences on models of other families. */
	private static final String FITTING = "; only Stable Diffusion 1.x, 2.x, XL and their relatives can be run";

	/** By what a tensor's name has in it; the first that fits counts. */
	private static final Map<Pattern, String> KINDS = new LinkedHashMap<>();

	static {
		put("(^|\\.)lora_(unet|te\\d?)_.*|.*\\.(lora_down|lora_up|lora_A|lora_B|hada_w1_a|lokr_w1|lora\\.down)\\b.*",
			"is a LoRA, not a model: name it as lora");
		put("emb_params|clip_[lg]|string_to_param.*", "is a textual inversion embedding, not a model");
		put("(control_model|controlnet_cond_embedding|controlnet_down_blocks)\\..*", "is a ControlNet, not a model");
		put(".*\\.(absmax|quant_map|qweight|quant_state\\..*)", "is quantised (by bitsandbytes or GPTQ, to 4 or 8 bits), which " +
			"cannot be read; get the file in 16 bits");
		put("(.*\\.)?double_stream_modulation_img\\..*", "is a Flux 2 model" + FITTING);
		put("(.*\\.)?(double_blocks|single_transformer_blocks)\\.\\d+\\..*", "is a Flux model" + FITTING);
		put("(.*\\.)?(joint_blocks\\.\\d+\\..*|transformer_blocks\\.\\d+\\.attn\\.add_k_proj\\..*)",
			"is a Stable Diffusion 3 model" + FITTING);
		put("(.*\\.)?cap_embedder\\..*", "is a Z-Image or Lumina model" + FITTING);
		put("(.*\\.)?blocks\\.\\d+\\.cross_attn\\.q_linear\\..*", "is a SANA model, not Stable Diffusion" + FITTING);
		put("(.*\\.)?blocks\\.\\d+\\.cross_attn\\.kv_linear\\..*", "is a PixArt model, not Stable Diffusion" + FITTING);
		put("(.*\\.)?double_layers\\.\\d+\\..*", "is an AuraFlow model, not Stable Diffusion" + FITTING);
		put("(.*\\.)?clip_txt_mapper\\..*", "is a Stable Cascade model, not Stable Diffusion" + FITTING);
		put(".*\\.(time_stack|time_mixer|temporal_transformer_blocks|motion_modules)\\..*", "is a video model, which makes no " +
			"single images" + FITTING);
		put("edm_mean|edm_std", "is a Playground model, whose latents are scaled in a way that is not known here" + FITTING);
		put("edm_vpred\\.sigma_max", "is a model of the kind of CosXL, whose noise levels are not known here" + FITTING);
	}

	/** The numbers of layers, in which names that mean the same differ. */
	private static final Pattern NUMBER = Pattern.compile("(?<=\\.)\\d+(?=\\.)");

	private OtherModel() {
		// NB: two checks.
	}

	/**
	 * Returns if no name tells of another kind of model.
	 *
	 * @throws IOException if one does; the message says which
	 */
	static void refuse(Path path, Set<String> tensors) throws IOException {
		Optional<String> kind = kind(tensors);
		if (kind.isPresent()) throw new IOException(path + " " + kind.get() + ".");
	}

	/** What tensors of those names are of another kind of model, as the end of a sentence: "is a LoRA, not a model ...". */
	static Optional<String> kind(Set<String> tensors) {
		Set<String> names = tensors.stream().map(tensor -> NUMBER.matcher(tensor).replaceAll("0")).collect(Collectors.toSet());
		for (Map.Entry<Pattern, String> kind : KINDS.entrySet())
			for (String name : names)
				if (kind.getKey().matcher(name).matches()) return Optional.of(kind.getValue());
		return Optional.empty();
	}

	/**
	 * Returns if a pipeline may be one that can be run.
	 *
	 * @throws IOException if its class is of another family
	 */
	static void refusePipeline(Path folder, JsonFile index) throws IOException {
		String name = index.string("_class_name", "");
		boolean known = name.isEmpty() || name.matches("(StableDiffusion(XL|Img2Img|Inpaint|XLImg2Img|XLInpaint)?|" +
			"LatentConsistencyModel(Img2Img)?)Pipeline");
		if (!known) throw new IOException("The model in " + folder + " is for the pipeline " + name + FITTING + ".");
	}

	private static void put(String pattern, String kind) {
		KINDS.put(Pattern.compile(pattern), kind);
	}
}
