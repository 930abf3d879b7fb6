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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.network.UnetConfig;
import sc.fiji.img2img.network.UnetConfig.Added;
import sc.fiji.img2img.network.UnetConfig.Level;

/** The measures of a UNet, as the shapes of its tensors tell them; only the number of its heads is not in them. */
final class UnetShapes {

	private static final int HEADS = 8;

	private static final int HEAD = 64;

	private static final int WAVES = 256;

	/** The time ids of a model that has six, and of a refiner. */
	private static final int SIX = 6;

	private final Part part;

	private final PartWeights unet;

	private final JsonFile config;

	UnetShapes(Part part) {
		this.part = part;
		unet = part.weights();
		config = part.config();
	}

	/**
	 * The measures.
	 *
	 * @param pooled the size of the text encoder's pooled vector; 0 if that is not known
	 * @throws IOException if tensors are missing, or do not fit together
	 */
	UnetConfig config(int pooled) throws IOException {
		int count = unet.count("down_blocks");
		boolean linear = isLinear();
		List<Level> levels = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int channels = unet.size("down_blocks." + i + ".resnets.0.conv1.weight", 0);
			levels.add(new Level(channels, heads(i, channels, linear), depths("down_blocks." + i), depths("up_blocks." + (count -
				1 - i))));
		}
		int in = unet.size("conv_in.weight", 1);
		int groups = part.groups(levels.stream().mapToInt(level -> level.channels).toArray());
		return new UnetConfig(in, unet.size("conv_out.weight", 0), levels, unet.count("mid_block.resnets"), depth(
			"mid_block.attentions.0"), context(), linear, groups, added(pooled), guidance());
	}

	/** What the file calls the tensor that tells the size of the text. */
	String contextName() {
		return unet.nameInFile(firstAttention() + ".attn2.to_k.weight");
	}

	// -- Helper methods --

	private int[] depths(String block) {
		int[] depths = new int[unet.count(block + ".resnets")];
		for (int i = 0; i < depths.length; i++)
			depths[i] = depth(block + ".attentions." + i);
		return depths;
	}

	private int depth(String attention) {
		return unet.count(attention + ".transformer_blocks");
	}

	private String firstAttention() {
		for (int block = 0; block < unet.count("down_blocks"); block++)
			for (int layer = 0; layer < unet.count("down_blocks." + block + ".resnets"); layer++) {
				String attention = "down_blocks." + block + ".attentions." + layer;
				if (depth(attention) > 0) return attention + ".transformer_blocks.0";
			}
		return "mid_block.attentions.0.transformer_blocks.0";
	}

	private int context() throws IOException {
		return unet.size(firstAttention() + ".attn2.to_k.weight", 1);
	}

	private boolean isLinear() throws IOException {
		String attention = firstAttention().replace(".transformer_blocks.0", "");
		return unet.tensor(attention + ".proj_in.weight").shape().length == 2;
	}

	/** NB: what diffusers calls the size of a head there is the number of heads in fact. */
	private int heads(int level, int channels, boolean linear) throws IOException {
		for (String key : List.of("num_attention_heads", "attention_head_dim"))
			if (config.has(key)) return number(key, config.json().get(key), level);
		int heads = linear ? Math.max(1, channels / HEAD) : HEADS;
		if (channels % heads == 0) return heads;
		throw new IOException("The UNet in " + unet.source() + " has levels of " + channels +
			" channels, which cannot be divided into attention heads as in Stable Diffusion; a folder with its config.json is needed.");
	}

	private int number(String key, JsonElement value, int level) throws IOException {
		try {
			JsonArray list = value.isJsonArray() ? value.getAsJsonArray() : null;
			int number = list == null ? value.getAsInt() : list.get(level).getAsInt();
			if (number > 0) return number;
		}
		catch (RuntimeException e) {
			// NB: said below.
		}
		throw new IOException("The key " + key + " in " + unet.source() +
			"'s config.json should be a number above 0, or one for each level, but is " + value + ".");
	}

	private Added added(int pooled) throws IOException {
		if (!unet.has("add_embedding.linear_1.weight")) return null;
		int size = unet.size("add_embedding.linear_1.weight", 1);
		int waves = Math.max(1, (int) config.number("addition_time_embed_dim", WAVES));
		int text = pooled > 0 ? pooled : size > SIX * waves ? size - SIX * waves : size - (SIX - 1) * waves;
		// NB: the pooled vector of both published models has 1280 numbers, and the refiner one number less of the image.
		if (pooled == 0 && size == 1280 + (SIX - 1) * waves) text = 1280;
		int ids = (size - text) / waves;
		if (text > 0 && (ids == SIX || ids == SIX - 1) && ids * waves + text == size) return new Added(ids, waves, text);
		throw new IOException("The UNet in " + unet.source() + " takes a vector of " + size +
			" numbers besides the text (" + unet.nameInFile("add_embedding.linear_1.weight") +
			"), where Stable Diffusion XL has 2816 and its refiner 2560; such a model (unCLIP, video, upscaling) cannot be run.");
	}

	private int guidance() throws IOException {
		return unet.has("time_embedding.cond_proj.weight") ? unet.size("time_embedding.cond_proj.weight", 1) : 0;
	}
}
