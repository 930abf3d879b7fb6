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
package sc.fiji.img2img.onnx.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import sc.fiji.img2img.run.Cancellation;

/** The order in which each operation of a graph reads only what earlier ones made. Not thread-safe. */
final class GraphOrder {

	private final Graph graph;

	private final Map<Node, Set<String>> inner;

	private final Map<String, Node> producers;

	/** @param inner what the graphs within operations read, where there are any */
	GraphOrder(Graph graph, Map<Node, Set<String>> inner) {
		this.graph = graph;
		this.inner = inner;
		producers = graph.producers();
	}

	/**
	 * Puts the operations in order; leaves them as they are where they are in order already.
	 *
	 * @throws IllegalArgumentException if operations depend on each other in a circle; the message names one
	 */
	void sort(Cancellation cancellation) {
		if (isSorted(cancellation)) return;
		Map<Node, Set<Node>> open = new LinkedHashMap<>();
		Map<Node, List<Node>> readers = new HashMap<>();
		for (Node node : graph.nodes()) {
			cancellation.check();
			open.put(node, new LinkedHashSet<>(sources(node)));
			open.get(node).forEach(source -> readers.computeIfAbsent(source, key -> new ArrayList<>()).add(node));
		}
		List<Node> ordered = order(open, readers, cancellation);
		if (ordered.size() < graph.nodes().size()) throw circle(open);
		graph.nodes().clear();
		graph.nodes().addAll(ordered);
	}

	/** Takes out of the open operations, again and again, the first that waits for no other. */
	private List<Node> order(Map<Node, Set<Node>> open, Map<Node, List<Node>> readers, Cancellation cancellation) {
		Map<Node, Integer> places = new HashMap<>();
		PriorityQueue<Node> ready = new PriorityQueue<>((a, b) -> places.get(a) - places.get(b));
		for (Node node : graph.nodes()) {
			places.put(node, places.size());
			if (open.get(node).isEmpty()) ready.add(node);
		}
		List<Node> ordered = new ArrayList<>();
		while (!ready.isEmpty()) {
			cancellation.check();
			Node next = ready.remove();
			ordered.add(next);
			open.remove(next);
			for (Node reader : readers.getOrDefault(next, List.of())) {
				open.get(reader).remove(next);
				if (open.get(reader).isEmpty()) ready.add(reader);
			}
		}
		return ordered;
	}

	/** @param open operations each of which waits for another one */
	private static IllegalArgumentException circle(Map<Node, Set<Node>> open) {
		Set<Node> passed = new HashSet<>();
		Node node = open.keySet().iterator().next();
		while (passed.add(node))
			node = open.get(node).iterator().next();
		return new IllegalArgumentException("the operation " + node +
			" depends on its own result, so that the graph runs in a circle");
	}

	private boolean isSorted(Cancellation cancellation) {
		Set<Node> seen = new HashSet<>();
		for (Node node : graph.nodes()) {
			cancellation.check();
			if (!seen.containsAll(sources(node))) return false;
			seen.add(node);
		}
		return true;
	}

	/** The operations whose results an operation reads. */
	private List<Node> sources(Node node) {
		List<Node> sources = new ArrayList<>();
		add(node.inputs(), sources);
		add(inner.getOrDefault(node, Set.of()), sources);
		return sources;
	}

	private void add(Collection<String> values, List<Node> sources) {
		for (String value : values)
			if (producers.containsKey(value)) sources.add(producers.get(value));
	}
}
