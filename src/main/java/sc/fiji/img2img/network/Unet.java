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
package sc.fiji.img2img.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import sc.fiji.img2img.network.UnetConfig.Level;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/**
 * The network that is asked in every step (Rombach et al. 2022, Podell et al. 2023): UNet2DConditionModel.
 * <p>
 * Inputs: sample [B, channels, h, w], timestep [B], encoder_hidden_states [B, tokens, context]; text_embeds and time_ids
 * where a vector is added, timestep_cond where guidance is a number. Output: out_sample [B, channels, h, w].
 * </p>
 * <p>
 * Sample and timestep may have one row for all, see {@link SharedRows}.
 * </p>
 */
public final class Unet {

	private final NetworkBuilder builder;

	private final Scope unet;

	private final UnetConfig config;

	private final Deque<Value> skips = new ArrayDeque<>();

	/** Those of the skips that may have one row for all. */
	private final Set<Value> shared = new HashSet<>();

	private boolean knowsText;

	private Value context;

	private Value time;

	private Unet(NetworkBuilder builder, UnetConfig config) {
		this.builder = builder;
		this.config = config;
		unet = builder.scope("");
	}

	/**
	 * Builds the graph.
	 *
	 * @param file what messages call it; weights in files lie beside it
	 * @throws IOException if a weight is missing or has another shape
	 */
	public static OnnxModel build(Path file, UnetConfig config, Weights weights, Form form) throws IOException {
		NetworkBuilder builder = new NetworkBuilder(file, weights, form);
		new Unet(builder, config).build();
		return builder.model();
	}

	// -- Helper methods --

	private void build() throws IOException {
		Value sample = builder.input("sample", ElementType.FLOAT, config.in, -1, config.in, -1, -1);
		Value timestep = builder.input("timestep", ElementType.FLOAT, 1, -1);
		context = builder.input("encoder_hidden_states", ElementType.FLOAT, config.context, -1, -1, config.context);
		time = unet.silu(time(unet.reshape(timestep, 1, -1, 1)));
		Value x = unet.at("conv_in").convolution(sample, config.levels.get(0).channels, 3);
		keep(x);
		for (int i = 0; i < config.levels.size(); i++)
			x = down(unet.at("down_blocks", i), config.levels.get(i), i == config.levels.size() - 1, x);
		x = middle(unet.at("mid_block"), x);
		for (int i = 0; i < config.levels.size(); i++)
			x = up(unet.at("up_blocks", i), config.levels.get(config.levels.size() - 1 - i), x);
		x = unet.silu(unet.at("conv_norm_out").groupNorm(x, config.groups, 1e-5f));
		x = unet.at("conv_out").convolution(x, config.out, 3);
		if (!knowsText) x = SharedRows.spread(builder, x, 4, context);
		builder.output("out_sample", x, -1, config.out, -1, -1);
	}

	/** What tells all resnets which timestep it is, and with XL how large the image, and what the text as a whole. */
	private Value time(Value timestep) throws IOException {
		Scope embedding = unet.at("time_embedding");
		Value guidance = config.guidance == 0 ? null : builder.input("timestep_cond", ElementType.FLOAT, config.guidance, -1,
			config.guidance);
		Value waves = TimeEmbedding.waves(embedding, timestep, config.levels.get(0).channels);
		Value embedded = new TimeEmbedding(embedding, config.time()).apply(waves, guidance);
		if (config.added == null) return embedded;
		int ids = config.added.timeIds;
		Value text = builder.input("text_embeds", ElementType.FLOAT, config.added.pooled, -1, config.added.pooled);
		Value sizes = builder.input("time_ids", ElementType.FLOAT, ids, -1, ids);
		Scope added = unet.at("add_embedding");
		Value wave = TimeEmbedding.waves(added, added.reshape(sizes, 1, -1, 1), config.added.timeIdSize);
		Value flat = added.reshape(wave, ids * config.added.timeIdSize, -1, ids * config.added.timeIdSize);
		Value vector = added.concatenate(-1, text, flat);
		return unet.add(embedded, new TimeEmbedding(added, config.time()).apply(vector, null));
	}

	private Value down(Scope block, Level level, boolean last, Value input) throws IOException {
		Value x = input;
		for (int i = 0; i < level.down.length; i++) {
			x = layer(block, i, level, level.down[i], x);
			keep(x);
		}
		if (last) return x;
		x = block.at("downsamplers.0.conv").convolution(x, level.channels, 2, true, 1, 1, 1, 1);
		keep(x);
		return x;
	}

	private Value middle(Scope block, Value input) throws IOException {
		Level level = config.levels.get(config.levels.size() - 1);
		Value x = input;
		for (int i = 0; i < config.middleResnets; i++) {
			x = Resnet.timed(block.at("resnets", i), level.channels, config.groups).apply(x, time);
			boolean followed = i == 0 && config.middleDepth > 0;
			if (followed) x = transformer(block.at("attentions.0"), level.heads, config.middleDepth, x);
		}
		return x;
	}

	private Value up(Scope block, Level level, Value input) throws IOException {
		Value x = input;
		for (int i = 0; i < level.up.length; i++)
			x = layer(block, i, level, level.up[i], block.concatenate(1, x, kept()));
		if (skips.isEmpty()) return x;
		// NB: the size before it was halved, which may have been odd.
		Value larger = block.at("upsamplers.0").enlarge(x, skips.peek());
		return block.at("upsamplers.0.conv").convolution(larger, level.channels, 3);
	}

	/** A resnet, and the transformer beside it where there is one. */
	private Value layer(Scope block, int index, Level level, int depth, Value input) throws IOException {
		Value x = Resnet.timed(block.at("resnets", index), level.channels, config.groups).apply(input, time);
		return depth == 0 ? x : transformer(block.at("attentions", index), level.heads, depth, x);
	}

	private Value transformer(Scope scope, int heads, int depth, Value x) throws IOException {
		Value y = new Transformer(scope, config, heads, depth, !knowsText).apply(x, context);
		knowsText = true;
		return y;
	}

	private void keep(Value skip) {
		skips.push(skip);
		if (!knowsText) shared.add(skip);
	}

	/** What was kept last, a row for each of the text. */
	private Value kept() {
		Value skip = skips.pop();
		return shared.contains(skip) ? SharedRows.spread(builder, skip, 4, context) : skip;
	}
}
