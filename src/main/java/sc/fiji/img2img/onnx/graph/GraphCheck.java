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

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.run.Cancellation;

/**
 * The one place where graphs from files become safe to walk.
 * <p>
 * Every value is made once, by an input, a weight or an operation; no operation depends on its own result; operations
 * stand behind those that they read from, and are put there where they do not; names, dimensions and the number of
 * operations are such as networks have. The graphs within operations are held to the same. Not thread-safe.
 * </p>
 */
final class GraphCheck {

	/** No exporter nests deeper; each level costs a few bytes in a file, but a frame on the stack. */
	private static final int MAX_DEPTH = 32;

	/** A hundred times the operations of the largest UNets. */
	private static final int MAX_OPERATIONS = 1_000_000;

	private static final int MAX_NAME = 4096;

	private static final int MAX_VALUES = 4096;

	/** No image, prompt or embedding is longer. */
	private static final long MAX_DIMENSION = 1 << 24;

	private final Cancellation cancellation;

	private int operations;

	/** @param cancellation ends the check early */
	GraphCheck(Cancellation cancellation) {
		this.cancellation = cancellation;
	}

	/**
	 * Checks a graph that reads nothing from outside, and puts its operations in order.
	 *
	 * @throws IllegalArgumentException if something is wrong with it; the message says what, and what would be right
	 */
	void check(Graph graph) {
		Set<String> outside = names(graph, 0);
		if (!outside.isEmpty()) throw new IllegalArgumentException("the value " + Excerpt.of(outside.iterator().next()) +
			" is read, but it is no input, no weight and no operation's result");
		values("inputs", graph.inputs());
		values("outputs", graph.outputs());
	}

	/** Checks a graph; gives the names that it takes from outside. */
	private Set<String> names(Graph graph, int depth) {
		if (depth > MAX_DEPTH) throw new IllegalArgumentException("graphs are nested more than " + MAX_DEPTH + " deep");
		operations += graph.nodes().size();
		if (operations > MAX_OPERATIONS) throw new IllegalArgumentException("there are more than " + MAX_OPERATIONS +
			" operations, which no network has");
		Set<String> defined = new HashSet<>();
		graph.weights().keySet().forEach(name -> define(name, "weight", defined));
		graph.inputs().forEach(input -> define(input.name(), "input", defined));
		for (Node node : graph.nodes())
			for (String output : node.outputs())
				if (!output.isEmpty()) define(output, "operation's result", defined);
		Map<Node, Set<String>> inner = inner(graph, depth);
		graph.nodes().forEach(OperatorInputs::check);
		Set<String> outside = new HashSet<>();
		for (Node node : graph.nodes()) {
			addMissing(node.inputs(), defined, outside);
			addMissing(inner.getOrDefault(node, Set.of()), defined, outside);
		}
		for (ValueInfo output : graph.outputs())
			if (!defined.contains(output.name())) outside.add(output.name());
		new GraphOrder(graph, inner).sort(cancellation);
		return outside;
	}

	/** What the graphs within operations take from outside. */
	private Map<Node, Set<String>> inner(Graph graph, int depth) {
		Map<Node, Set<String>> inner = new HashMap<>();
		for (Node node : graph.nodes()) {
			cancellation.check();
			if (!node.hasGraphs()) continue;
			Set<String> names = new HashSet<>();
			for (Graph carried : node.graphs())
				names.addAll(names(carried, depth + 1));
			inner.put(node, names);
		}
		return inner;
	}

	private static void define(String name, String what, Set<String> defined) {
		if (name.isEmpty()) throw new IllegalArgumentException("there is an " + what + " without a name");
		if (name.length() > MAX_NAME) throw new IllegalArgumentException("the name " + Excerpt.of(name) + " has " + name
			.length() + " characters, where at most " + MAX_NAME + " are allowed");
		if (!defined.add(name)) throw new IllegalArgumentException("the value " + Excerpt.of(name) +
			" is made twice, where each value needs a name of its own");
	}

	private static void addMissing(Iterable<String> names, Set<String> defined, Set<String> outside) {
		for (String name : names)
			if (!name.isEmpty() && !defined.contains(name)) outside.add(name);
	}

	private static void values(String what, List<ValueInfo> values) {
		if (values.size() > MAX_VALUES) throw new IllegalArgumentException("there are " + values.size() + " " + what +
			", where at most " + MAX_VALUES + " are possible");
		for (ValueInfo value : values)
			for (int i = 0; i < value.rank(); i++)
				if (value.dim(i) > MAX_DIMENSION) throw new IllegalArgumentException("the dimension " + (i + 1) + " of " + Excerpt
					.of(value.name()) + " is " + value.dim(i) + ", where at most " + MAX_DIMENSION + " is possible");
	}
}
