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
