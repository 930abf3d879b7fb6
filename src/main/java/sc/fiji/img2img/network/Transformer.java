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

import sc.fiji.img2img.onnx.graph.Node;

/** Transformer blocks over the pixels of an image, around which the image goes: Transformer2DModel. */
final class Transformer {

	private final Scope scope;

	private final UnetConfig config;

	private final int heads;

	private final int depth;

	private final boolean first;

	/** @param first whether nothing before it in the network knows of the text */
	Transformer(Scope scope, UnetConfig config, int heads, int depth, boolean first) {
		this.first = first;
		this.scope = scope;
		this.config = config;
		this.heads = heads;
		this.depth = depth;
	}

	Value apply(Value x, Value context) throws IOException {
		int size = x.channels();
		Value h = scope.at("norm").groupNorm(x, config.groups, 1e-6f);
		h = config.linear ? scope.at("proj_in").linear(scope.tokens(h), size) : scope.tokens(scope.at("proj_in").convolution(
			h, size, 1));
		for (int i = 0; i < depth; i++)
			h = block(scope.at("transformer_blocks", i), h, context, first && i == 0);
		h = config.linear ? scope.image(scope.at("proj_out").linear(h, size), x) : scope.at("proj_out").convolution(scope
			.image(h, x), size, 1);
		return scope.add(h, x);
	}

	// -- Helper methods --

	/** Among the pixels, from the text to the pixels, and at each pixel: BasicTransformerBlock. */
	private Value block(Scope block, Value x, Value context, boolean spreads) throws IOException {
		Value h = block.at("norm1").layerNorm(x);
		x = block.add(new Attention(block.at("attn1"), heads).apply(h, h), x);
		if (spreads) x = SharedRows.spread(block.builder, x, 3, context);
		h = block.at("norm2").layerNorm(x);
		x = block.add(new Attention(block.at("attn2"), heads).apply(h, context), x);
		h = block.at("norm3").layerNorm(x);
		return block.add(gated(block.at("ff"), h), x);
	}

	/** A layer of which one half gates the other (Shazeer 2020): GEGLU. */
	private static Value gated(Scope ff, Value x) throws IOException {
		int size = x.channels();
		Scope wide = ff.at("net.0");
		Value h;
		if (ff.builder.form().hasGates()) {
			Value product = wide.at("proj").projection(x, 8 * size);
			Node gate = wide.fused("BiasSplitGelu", product.name(), wide.at("proj").bias(8 * size));
			h = Operations.value(gate, 4 * size);
		}
		else {
			Value[] halves = wide.split(wide.at("proj").linear(x, 8 * size), 2);
			h = wide.multiply(halves[0], wide.gelu(halves[1]));
		}
		return ff.at("net.2").linear(h, size);
	}
}
