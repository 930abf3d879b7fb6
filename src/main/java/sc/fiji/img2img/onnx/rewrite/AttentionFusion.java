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

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;

/**
 * Makes one operation of each attention that an exporter took apart.
 * <p>
 * Exporters write softmax(q k^T * scale) v, its splitting into heads and its transposes as a dozen operations, which
 * hold all scores in memory at once. Each becomes one {@code com.microsoft.MultiHeadAttention}, which does not. What
 * leads to the split into heads, such as the projections and whatever was added to them, stays as it is; an attention
 * that is not understood in full (masked ones, for instance), or whose inner values something else reads, is left alone.
 * Operator: ONNX Runtime's documentation of contributed operators.
 * </p>
 */
public final class AttentionFusion implements GraphRewrite {

	private static final String DOMAIN = "com.microsoft";

	/** Prefix of the names that are added to the graph. */
	private static final String PREFIX = "img2img.attention.";

	/** An attention has a few dozen operations. */
	private static final int MAX_REACHED = 4096;

	@Override
	public void apply(OnnxModel model) throws IOException {
		Graph graph = model.graph();
		// NB: inner graphs may read any value by its name, and their readers are not in consumers().
		if (graph.nodes().stream().anyMatch(Node::hasGraphs)) return;
		Map<String, Node> producers = graph.producers();
		Map<String, List<Node>> consumers = graph.consumers();
		GraphArithmetic arithmetic = GraphArithmetic.of(model, producers);
		boolean changed = false;
		for (Node node : List.copyOf(graph.nodes())) {
			model.cancellation().check();
			if (!node.type().equals("Softmax")) continue;
			Attention attention = Attention.find(model, node, producers, consumers, arithmetic);
			if (attention == null || isReadElsewhere(node, attention.last(), graph, consumers)) continue;
			replace(graph, attention);
			changed = true;
		}
		if (!changed) return;
		model.useOpset(DOMAIN, 1);
		graph.prune();
	}

	/**
	 * Whether an output of the graph depends on the scores by another way than through the attention's last operation, or
	 * so much does that it is not looked at further.
	 */
	private static boolean isReadElsewhere(Node softmax, Node last, Graph graph, Map<String, List<Node>> consumers) {
		Set<Node> reached = new HashSet<>();
		Deque<Node> open = new ArrayDeque<>(List.of(softmax));
		while (!open.isEmpty()) {
			Node node = open.remove();
			if (node == last || !reached.add(node)) continue;
			if (reached.size() > MAX_REACHED) return true;
			for (String output : node.outputs()) {
				if (graph.output(output) != null) return true;
				open.addAll(consumers.getOrDefault(output, List.of()));
			}
		}
		return false;
	}

	private static void replace(Graph graph, Attention attention) {
		String result = attention.last().output(0);
		String name = PREFIX + result;
		long heads = attention.heads();
		List<Node> added = new ArrayList<>();
		List<String> inputs = new ArrayList<>();
		for (String start : attention.starts()) {
			inputs.add(name + "." + inputs.size());
			added.add(reshape(graph, start, inputs.get(inputs.size() - 1), 0, 0, -1));
		}
		String merged = attention.endsMerged() ? result : name + ".merged";
		Node fused = Node.of(name, DOMAIN, "MultiHeadAttention", inputs, List.of(merged)).with("num_heads", heads);
		if (!attention.hasUsualScale()) fused.with("scale", (float) attention.scale());
		added.add(fused);
		if (!attention.endsMerged()) added.add(reshape(graph, merged, result, 0, 0, heads, -1));
		int place = graph.nodes().indexOf(attention.last());
		graph.nodes().remove(place);
		graph.nodes().addAll(place, added);
	}

	private static Node reshape(Graph graph, String input, String output, double... sizes) {
		String target = PREFIX + "shape." + sizes.length + "." + (long) sizes[2];
		graph.weights().putIfAbsent(target, Weight.of(target, ElementType.INT64, new long[] { sizes.length }, sizes));
		return Node.of(output + ".reshape", "", "Reshape", List.of(input, target), List.of(output));
	}
}
