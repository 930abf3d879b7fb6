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

/**
 * Attention of several heads (Vaswani et al. 2017): softmax(Q K<sup>T</sup> / &radic;d) V, between the projections of
 * queries, keys and values, and that of the result.
 */
final class Attention {

	private final Scope scope;

	private final int heads;

	Attention(Scope scope, int heads) {
		this.scope = scope;
		this.heads = heads;
	}

	/** As transformers of UNets have it: no bias but the result's. */
	Value apply(Value x, Value context) throws IOException {
		int size = x.channels();
		Value mixed = mix(scope.at("to_q").projection(x, size), scope.at("to_k").projection(context, size), scope.at("to_v")
			.projection(context, size));
		return scope.at("to_out.0").linear(mixed, size);
	}

	/** As autoencoders have it: over the pixels of an image, with biases. */
	Value ofPixels(Value x) throws IOException {
		int size = x.channels();
		Value mixed = mix(scope.at("to_q").linear(x, size), scope.at("to_k").linear(x, size), scope.at("to_v").linear(x,
			size));
		return scope.at("to_out.0").linear(mixed, size);
	}

	/**
	 * As text encoders have it, with biases.
	 *
	 * @param mask what is added to the scores, [length, length]
	 */
	Value masked(Value x, Value mask) throws IOException {
		int size = x.channels();
		Value mixed = written(scope.at("q_proj").linear(x, size), scope.at("k_proj").linear(x, size), scope.at("v_proj")
			.linear(x, size), mask);
		return scope.at("out_proj").linear(mixed, size);
	}

	// -- Helper methods --

	private Value mix(Value q, Value k, Value v) {
		if (!scope.builder.form().hasAttention()) return written(q, k, v, null);
		Node node = scope.fused("MultiHeadAttention", q.name(), k.name(), v.name()).with("num_heads", heads);
		return Operations.value(node, q.channels());
	}

	/** In ONNX's own operators. */
	private Value written(Value q, Value k, Value v, Value mask) {
		double scale = 1 / Math.sqrt(q.channels() / heads);
		Value scores = scope.product(split(scope.scale(q, scale, 0), 0, 2, 1, 3), split(k, 0, 2, 3, 1));
		Value shares = scope.softmax(mask == null ? scores : scope.add(scores, mask));
		Value mixed = scope.transpose(scope.product(shares, split(v, 0, 2, 1, 3)), 0, 2, 1, 3);
		return scope.reshape(mixed, q.channels(), 0, -1, q.channels());
	}

	private Value split(Value tokens, long... order) {
		return scope.transpose(scope.reshape(tokens, tokens.channels(), 0, -1, heads, tokens.channels() / heads), order);
	}
}
