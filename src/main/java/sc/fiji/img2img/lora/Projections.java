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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.Node;

/**
 * Finds the projections to queries, keys and values that an attention's output projection depends on.
 * <p>
 * Exporters of 2022 (PyTorch up to 1.12) leave them no name, and they have no bias that could tell it. But every attention
 * is softmax(Q K) V, whichever way its heads and its scale are written. Immutable.
 * </p>
 */
final class Projections {

	/** How the path of an output projection ends. */
	static final String OUTPUT = "_to_out_0";

	/** Operations between the products, whose first input is handed on. */
	private static final Set<String> UNARY = Set.of("Reshape", "Transpose", "Cast", "Identity", "Softmax", "Squeeze",
		"Unsqueeze", "Expand");

	private static final Set<String> BINARY = Set.of("Mul", "Div", "Add", "Sub");

	/** More operations than these lie between two products of no attention. */
	private static final int MOST = 256;

	private final Map<String, Node> producers;

	Projections(Map<String, Node> producers) {
		this.producers = producers;
	}

	/** The projections by their paths, without those that are not found; empty where there is no attention. */
	Map<String, Node> of(String outputPath, Node output) {
		String attention = outputPath.substring(0, outputPath.length() - OUTPUT.length());
		Map<String, Node> found = new LinkedHashMap<>();
		Node mix = product(output, 0);
		Node scores = product(mix, 0);
		put(found, attention + "_to_q", product(scores, 0));
		put(found, attention + "_to_k", product(scores, 1));
		put(found, attention + "_to_v", product(mix, 1));
		return found;
	}

	private static void put(Map<String, Node> found, String path, Node node) {
		if (node != null) found.put(path, node);
	}

	/** The matrix product that one of an operation's inputs was made from; null if none is near. */
	private Node product(Node reader, int input) {
		Set<String> seen = new HashSet<>();
		Deque<String> open = new ArrayDeque<>();
		if (reader != null) open.push(reader.input(input));
		while (!open.isEmpty() && seen.size() < MOST) {
			String value = open.pop();
			Node node = producers.get(value);
			if (node == null || !seen.add(value)) continue;
			if (node.type().equals("MatMul") || node.type().equals("Einsum")) return node;
			if (BINARY.contains(node.type())) open.push(node.input(1));
			if (BINARY.contains(node.type()) || UNARY.contains(node.type())) open.push(node.input(0));
		}
		return null;
	}
}
