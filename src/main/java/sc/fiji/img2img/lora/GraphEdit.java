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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.ValueInfo;

/** Collects operations to be put into a graph, keeping track of who reads what meanwhile. Not thread-safe. */
final class GraphEdit {

	private final Graph graph;

	private final Map<String, Node> producers;

	private final Map<String, List<Node>> readers;

	private final List<Node> first = new ArrayList<>();

	private final Map<Node, List<Node>> before = new IdentityHashMap<>();

	private final Map<Node, List<Node>> after = new IdentityHashMap<>();

	GraphEdit(Graph graph) {
		this.graph = graph;
		producers = graph.producers();
		readers = graph.consumers();
	}

	/** The only operation that reads a value; null if there are none or several, or the value leaves the graph. */
	Node onlyReader(String value) {
		List<Node> all = readers.getOrDefault(value, List.of());
		return all.size() == 1 && graph.output(value) == null ? all.get(0) : null;
	}

	/** The operation that makes a value; null for inputs and weights. */
	Node producer(String value) {
		return producers.get(value);
	}

	/** Which operation makes which value. */
	Map<String, Node> producers() {
		return producers;
	}

	/** Adds operations that read only inputs, weights and each other. */
	void addFirst(Node node) {
		register(node);
		first.add(node);
	}

	void addBefore(Node place, Node node) {
		register(node);
		before.computeIfAbsent(place, key -> new ArrayList<>()).add(node);
	}

	/** Adds operations behind those that were added here before. */
	void addAfter(Node place, Node... nodes) {
		Arrays.stream(nodes).forEach(this::register);
		after.computeIfAbsent(place, key -> new ArrayList<>()).addAll(Arrays.asList(nodes));
	}

	void addInput(ValueInfo input) {
		graph.inputs().add(input);
	}

	/** Lets an operation read another value at one of its inputs. */
	void redirect(Node node, int input, String value) {
		readers.get(node.input(input)).remove(node);
		node.inputs().set(input, value);
		readers.computeIfAbsent(value, key -> new ArrayList<>()).add(node);
	}

	/** Gives an operation's only output another name, so that the old one can be made by another operation. */
	void rename(Node node, String value) {
		node.outputs().set(0, value);
		producers.put(value, node);
	}

	/** Puts everything into the graph. */
	void commit() {
		List<Node> ordered = new ArrayList<>(first);
		graph.nodes().forEach(node -> append(node, ordered));
		graph.nodes().clear();
		graph.nodes().addAll(ordered);
	}

	private void append(Node node, List<Node> ordered) {
		before.getOrDefault(node, List.of()).forEach(added -> append(added, ordered));
		ordered.add(node);
		after.getOrDefault(node, List.of()).forEach(added -> append(added, ordered));
	}

	private void register(Node node) {
		node.outputs().forEach(output -> producers.put(output, node));
		node.inputs().forEach(input -> readers.computeIfAbsent(input, key -> new ArrayList<>()).add(node));
	}
}
