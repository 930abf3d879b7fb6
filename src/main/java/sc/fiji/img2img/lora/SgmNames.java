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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates the UNet's module names of the original Stable Diffusion code ("input_blocks_4_1_proj_in") to those of
 * diffusers ("down_blocks_1_attentions_0_proj_in").
 * <p>
 * Rule: in a UNet of n layers per block, the input blocks are its first convolution and then n layers and a downsampler
 * for each level, the output blocks n + 1 layers for each level, the last of which also holds the upsampler. Immutable.
 * </p>
 */
final class SgmNames {

	private static final Pattern BLOCK = Pattern.compile("(input|output)_blocks_(\\d{1,3})_(\\d)_(.+)");

	private static final Pattern MIDDLE = Pattern.compile("middle_block_([012])_(.+)");

	private static final Map<String, String> OUTSIDE = new LinkedHashMap<>();

	private static final Map<String, String> RESNET = new LinkedHashMap<>();

	static {
		OUTSIDE.put("input_blocks_0_0", "conv_in");
		OUTSIDE.put("time_embed_0", "time_embedding_linear_1");
		OUTSIDE.put("time_embed_2", "time_embedding_linear_2");
		OUTSIDE.put("label_emb_0_0", "add_embedding_linear_1");
		OUTSIDE.put("label_emb_0_2", "add_embedding_linear_2");
		OUTSIDE.put("out_0", "conv_norm_out");
		OUTSIDE.put("out_2", "conv_out");
		RESNET.put("in_layers_0", "norm1");
		RESNET.put("in_layers_2", "conv1");
		RESNET.put("emb_layers_1", "time_emb_proj");
		RESNET.put("out_layers_0", "norm2");
		RESNET.put("out_layers_3", "conv2");
		RESNET.put("skip_connection", "conv_shortcut");
	}

	private final int layers;

	/** @param layers how many layers each of the UNet's levels has on the way down */
	SgmNames(int layers) {
		this.layers = layers;
	}

	/** Whether a flattened path is of the original code's kind. */
	static boolean knows(String path) {
		return OUTSIDE.containsKey(path) || BLOCK.matcher(path).matches() || MIDDLE.matcher(path).matches();
	}

	/** The path as diffusers has it; unchanged where there is nothing to translate. */
	String translate(String path) {
		if (OUTSIDE.containsKey(path)) return OUTSIDE.get(path);
		Matcher middle = MIDDLE.matcher(path);
		if (middle.matches()) return middle.group(1).equals("1") ? "mid_block_attentions_0_" + middle.group(2)
			: "mid_block_resnets_" + Integer.parseInt(middle.group(1)) / 2 + "_" + resnet(middle.group(2));
		Matcher block = BLOCK.matcher(path);
		if (!block.matches()) return path;
		boolean down = block.group(1).equals("input");
		int index = Integer.parseInt(block.group(2)) - (down ? 1 : 0);
		String level = (down ? "down_blocks_" : "up_blocks_") + index / (layers + 1);
		int layer = index % (layers + 1);
		String inner = block.group(4);
		if (down && inner.equals("op")) return level + "_downsamplers_0_conv";
		if (!down && inner.equals("conv")) return level + "_upsamplers_0_conv";
		return block.group(3).equals("0") ? level + "_resnets_" + layer + "_" + resnet(inner)
			: level + "_attentions_" + layer + "_" + inner;
	}

	private static String resnet(String inner) {
		return RESNET.getOrDefault(inner, inner);
	}
}
