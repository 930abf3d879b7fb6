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

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/**
 * The text's half of CLIP (Radford et al. 2021) and of OpenCLIP: a transformer in which each token sees those before it.
 * <p>
 * Input: input_ids [B, length]. Outputs: last_hidden_state, or hidden_states.N where they are not normalised at the end;
 * text_embeds where the whole text's vector is wanted.
 * </p>
 */
public final class TextEncoder {

	/** The lowest number of 32-bit floats, as torch adds it to scores that are not to count. */
	private static final double HIDDEN = -Float.MAX_VALUE;

	private final NetworkBuilder builder;

	private final Scope root;

	private final TextConfig config;

	private TextEncoder(NetworkBuilder builder, TextConfig config) {
		this.builder = builder;
		this.config = config;
		root = builder.scope("text_model");
	}

	/**
	 * Builds the graph.
	 *
	 * @param file what messages call it; weights in files lie beside it
	 * @throws IOException if a weight is missing or has another shape
	 */
	public static OnnxModel build(Path file, TextConfig config, Weights weights, Form form) throws IOException {
		NetworkBuilder builder = new NetworkBuilder(file, weights, form);
		new TextEncoder(builder, config).build();
		return builder.model();
	}

	// -- Helper methods --

	private void build() throws IOException {
		Value ids = builder.input("input_ids", ElementType.INT32, 1, -1, config.length);
		Scope embeddings = root.at("embeddings");
		Value x = embeddings.at("token_embedding").embedding(ids, config.vocabulary, config.width);
		x = embeddings.add(x, embeddings.at("position_embedding").table(config.length, config.width));
		Value mask = new Value(builder.constant("causal_mask", new long[] { config.length, config.length }, mask()),
			config.length);
		// NB: LoRAs know layers that nothing is read of, too.
		for (int i = 0; i < config.layers; i++) {
			if (i == config.read) states(x);
			x = layer(root.at("encoder.layers", i), x, mask);
		}
		if (config.read == config.layers) states(x);
		if (config.pooled > 0) builder.output("text_embeds", pooled(x, ids), -1, config.pooled);
	}

	/** Attention, then a layer at each token: CLIPEncoderLayer. */
	private Value layer(Scope layer, Value input, Value mask) throws IOException {
		Value h = new Attention(layer.at("self_attn"), config.heads).masked(layer.at("layer_norm1").layerNorm(input), mask);
		Value x = layer.add(h, input);
		h = layer.at("mlp.fc1").linear(layer.at("layer_norm2").layerNorm(x), config.inner);
		h = config.quick ? layer.quickGelu(h) : layer.gelu(h);
		return layer.add(layer.at("mlp.fc2").linear(h, config.width), x);
	}

	private void states(Value x) throws IOException {
		Value states = config.normalised ? root.at("final_layer_norm").layerNorm(x) : x;
		builder.output(config.normalised ? "last_hidden_state" : "hidden_states." + config.read, states, -1, config.length,
			config.width);
	}

	/** What is at the text's end, which is the highest token, projected. */
	private Value pooled(Value x, Value ids) throws IOException {
		Value states = root.at("final_layer_norm").layerNorm(x);
		Node end = root.node("ArgMax", ids.name()).with("axis", 1).with("keepdims", 1);
		Node row = root.node("GatherND", states.name(), end.output(0)).with("batch_dims", 1);
		Value last = Operations.value(row, config.width);
		Scope projection = builder.scope("text_projection");
		// NB: OpenCLIP has the matrix as [in, out], under the module's own name.
		if (projection.has("weight")) return projection.rowProjection(last, config.pooled);
		long[] shape = { config.width, config.pooled };
		return projection.operation("MatMul", config.pooled, last.name(), builder.parameter("text_projection", shape, shape));
	}

	private double[] mask() {
		double[] mask = new double[config.length * config.length];
		for (int row = 0; row < config.length; row++)
			for (int column = row + 1; column < config.length; column++)
				mask[row * config.length + column] = HIDDEN;
		return mask;
	}
}
