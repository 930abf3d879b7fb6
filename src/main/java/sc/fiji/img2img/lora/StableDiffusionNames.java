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
package sc.fiji.img2img.lora;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What LoRA files call the modules of Stable Diffusion and its relatives, whatever program wrote them. */
public final class StableDiffusionNames implements LoraNames {

	private static final Pattern FOREIGN = Pattern.compile("(lora_(transformer|prior|te3)_|transformer\\.|text_encoder_3\\.|" +
		"(lora_unet_|diffusion_model\\.)(double_blocks|single_blocks|joint_blocks|layers)).*");

	private static final Pattern UNET_PATH = Pattern.compile("(down_blocks|up_blocks|mid_block|conv_in|conv_out|" +
		"conv_norm_out|time_embedding|add_embedding|input_blocks|middle_block|output_blocks|time_embed|label_emb|out)(_.*)?");

	/** What peft, torch.compile and parallel training put between the names of modules. */
	private static final Pattern WRAPPERS = Pattern.compile("base_model\\.model\\.|_orig_mod[._]|" +
		"_fsdp_wrapped_module[._]|(?<=^|\\.)module\\.");

	/** What some programs write twice. */
	private static final Pattern REPEATED = Pattern.compile("^(?:unet\\.)+(?=unet\\.)");

	private static final Map<String, Part> PREFIXES = new LinkedHashMap<>();

	static {
		PREFIXES.put("lora_unet_", Part.UNET);
		PREFIXES.put("lora_te1_", Part.TEXT_ENCODER);
		PREFIXES.put("lora_te2_", Part.TEXT_ENCODER_2);
		PREFIXES.put("lora_te_", Part.TEXT_ENCODER);
		PREFIXES.put("unet.", Part.UNET);
		PREFIXES.put("text_encoder_2.", Part.TEXT_ENCODER_2);
		PREFIXES.put("text_encoder.2.", Part.TEXT_ENCODER_2);
		PREFIXES.put("text_encoder.", Part.TEXT_ENCODER);
		PREFIXES.put("diffusion_model.", Part.UNET);
	}

	@Override
	public ModuleName find(String key) throws IOException {
		String bare = REPEATED.matcher(WRAPPERS.matcher(key).replaceAll("")).replaceFirst("");
		if (FOREIGN.matcher(bare).matches()) throw new IOException("it was made for a diffusion transformer, as Stable " +
			"Diffusion 3 and Flux are, or for Stable Cascade (it has the key " + key + ")");
		for (Map.Entry<String, Part> prefix : PREFIXES.entrySet())
			if (bare.startsWith(prefix.getKey())) return name(prefix.getValue(), bare.substring(prefix.getKey()
				.length()));
		String rest = bare.startsWith("lycoris_") || bare.startsWith("lora.") ? bare.substring(bare.startsWith("lora.") ? 5
			: 8) : bare;
		if (UNET_PATH.matcher(rest.replace('.', '_')).matches()) return name(Part.UNET, rest);
		if (rest.startsWith("text_model")) return name(Part.TEXT_ENCODER, rest);
		return null;
	}

	private static ModuleName name(Part part, String path) {
		return ModuleName.of(part, flatten(path, part));
	}

	/** Underscores for dots; diffusers' former attention processors are translated. */
	private static String flatten(String path, Part part) {
		String flat = path.replace('.', '_');
		if (part == Part.UNET) return flat.contains("_processor_to_") ? flat.replace("_processor", "").replaceFirst(
			"_to_out$", "_to_out_0") : flat;
		return flat.replaceFirst("_self_attn_to_([qkv])$", "_self_attn_$1_proj").replaceFirst("_self_attn_to_out$",
			"_self_attn_out_proj");
	}
}
