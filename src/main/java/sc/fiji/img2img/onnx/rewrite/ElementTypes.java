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
package sc.fiji.img2img.onnx.rewrite;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.Weight;

/**
 * The element types of values that a graph does not declare, from the weights, casts, constants and inputs that lead to them.
 */
final class ElementTypes {

	/** Operations whose result has the type of all their inputs, the shape of a Reshape excepted. */
	static final Set<String> ONE_TYPE = Set.of("MatMul", "Gemm", "Add", "Mul", "Div", "Reshape", "Transpose",
		"LayerNormalization");

	private ElementTypes() {
		// NB: one walk.
	}

	/**
	 * That of a value.
	 *
	 * @param known whether an operation is known to keep the type
	 * @return {@link ElementType#OTHER} if what leads to it does not tell
	 */
	static ElementType of(String value, Graph graph, Map<String, Node> producers, Predicate<String> known) {
		String name = value;
		while (!graph.weights().containsKey(name)) {
			Node node = producers.get(name);
			if (node == null) return graph.input(name) == null ? ElementType.OTHER : graph.input(name).type();
			if (node.type().equals("Cast")) return ElementType.of(node.integer("to", 0));
			if (!known.test(node.type())) return ElementType.OTHER;
			if (node.type().equals("Constant")) return node.tensor("value") == null ? ElementType.OTHER : node.tensor("value").type();
			name = source(node, graph);
		}
		return graph.weights().get(name).type();
	}

	/** The input that has the type of an operation's result: a weight if it may be. */
	private static String source(Node node, Graph graph) {
		if (ONE_TYPE.contains(node.type())) for (String input : node.inputs()) {
			Weight weight = graph.weights().get(input);
			if (weight != null && weight.type() != ElementType.INT64) return input;
		}
		return node.input(node.type().endsWith("Conv") ? 1 : 0);
	}
}
