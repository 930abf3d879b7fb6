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

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.graph.OnnxProto.FunctionProto;
import sc.fiji.img2img.onnx.graph.OnnxProto.GraphProto;

/**
 * An ONNX graph as data: its operations, its weights, what goes in and what comes out.
 * <p>
 * The collections may be changed in place; that is how graphs are rewritten. Not thread-safe.
 * </p>
 */
public final class Graph {

	private final List<Node> nodes = new ArrayList<>();

	private final Map<String, Weight> weights = new LinkedHashMap<>();

	private final List<ValueInfo> inputs = new ArrayList<>();

	private final List<ValueInfo> outputs = new ArrayList<>();

	private String name = "";

	private Graph() {
		// NB: graphs are read, a new one from nothing.
	}

	static Graph read(ByteBuffer message) {
		Graph graph = new Graph();
		ProtoReader reader = new ProtoReader(message);
		while (reader.next()) {
			switch (reader.field()) {
				case GraphProto.NODE:
					graph.nodes.add(Node.read(reader.content()));
					break;
				case GraphProto.NAME:
					graph.name = reader.string();
					break;
				case GraphProto.INITIALIZER:
					Weight weight = Weight.read(reader.content());
					if (graph.weights.put(weight.name(), weight) != null) throw new IllegalArgumentException("two weights of the name " +
						Excerpt.of(weight.name()));
					break;
				case GraphProto.INPUT:
					graph.inputs.add(ValueInfo.read(reader.content()));
					break;
				case GraphProto.OUTPUT:
					graph.outputs.add(ValueInfo.read(reader.content()));
					break;
				case GraphProto.SPARSE_INITIALIZER:
					throw new IllegalArgumentException("a sparse weight, where only dense ones can be read");
				default:
					// NB: shapes of inner values (value_info) are left out, since rewriting may change them.
					break;
			}
		}
		// NB: old exporters list the weights among the inputs, too.
		graph.inputs.removeIf(input -> graph.weights.containsKey(input.name()));
		return graph;
	}

	/** The graph of a function that a model brings along; its inputs and outputs are names only. */
	static Graph readFunction(ByteBuffer message) {
		Graph graph = new Graph();
		ProtoReader reader = new ProtoReader(message);
		while (reader.next()) {
			if (reader.field() == FunctionProto.INPUT) graph.inputs.add(ValueInfo.of(reader.string(), ElementType.OTHER));
			if (reader.field() == FunctionProto.OUTPUT) graph.outputs.add(ValueInfo.of(reader.string(), ElementType.OTHER));
			if (reader.field() == FunctionProto.NODE) graph.nodes.add(Node.read(reader.content()));
		}
		return graph;
	}

	/** The operations, in an order in which each reads only what earlier ones made. */
	public List<Node> nodes() {
		return nodes;
	}

	/** The tensors that the graph carries, by name. */
	public Map<String, Weight> weights() {
		return weights;
	}

	/** What is to be fed, weights excepted. */
	public List<ValueInfo> inputs() {
		return inputs;
	}

	/** What comes out. */
	public List<ValueInfo> outputs() {
		return outputs;
	}

	/** The input of that name, or null. */
	public ValueInfo input(String input) {
		return find(inputs, input);
	}

	/** The output of that name, or null. */
	public ValueInfo output(String output) {
		return find(outputs, output);
	}

	/**
	 * All tensors that the graph carries: its weights, those in attributes, and those of graphs within operations.
	 *
	 * @throws IllegalArgumentException if an operation is malformed
	 */
	List<Weight> tensors() {
		List<Weight> all = new ArrayList<>(weights.values());
		for (Node node : nodes) {
			all.addAll(node.tensors());
			for (Graph inner : node.graphs())
				all.addAll(inner.tensors());
		}
		return all;
	}

	/** Makes weights of those constants among the operations that lie outside the graph's file, where torch 2.9 puts them. */
	void keepOutsideConstants() {
		for (Iterator<Node> all = nodes.iterator(); all.hasNext();) {
			Node node = all.next();
			Weight value = node.type().equals("Constant") ? node.tensor("value") : null;
			if (value == null || value.external() == null) continue;
			weights.put(node.output(0), value.renamed(node.output(0)));
			all.remove();
		}
	}

	/** Which operation makes which value. */
	public Map<String, Node> producers() {
		Map<String, Node> producers = new HashMap<>();
		for (Node node : nodes)
			for (String output : node.outputs())
				if (!output.isEmpty()) producers.put(output, node);
		return producers;
	}

	/** Which operations read which value, those within operations of control flow not counted. */
	public Map<String, List<Node>> consumers() {
		Map<String, List<Node>> consumers = new HashMap<>();
		for (Node node : nodes)
			for (String input : node.inputs())
				if (!input.isEmpty()) consumers.computeIfAbsent(input, key -> new ArrayList<>()).add(node);
		return consumers;
	}

	/** Removes the operations and weights that no output depends on. */
	public void prune() {
		Set<Node> live = needed("");
		Set<String> read = new HashSet<>();
		outputs.forEach(output -> read.add(output.name()));
		live.forEach(node -> read.addAll(reads(node)));
		nodes.retainAll(live);
		weights.keySet().retainAll(read);
	}

	/** The operations that the outputs depend on where a value is known without any; an empty name for none. */
	public Set<Node> needed(String known) {
		Map<String, Node> producers = producers();
		Set<Node> needed = new HashSet<>();
		Deque<String> open = new ArrayDeque<>();
		outputs.forEach(output -> open.add(output.name()));
		while (!open.isEmpty()) {
			String value = open.remove();
			Node node = value.equals(known) ? null : producers.get(value);
			if (node != null && needed.add(node)) open.addAll(reads(node));
		}
		return needed;
	}

	/**
	 * @param fileName the file that the graph was read from and will be loaded beside
	 * @param instead gives the operation that is written in the place of one
	 */
	ProtoWriter encode(String fileName, UnaryOperator<Node> instead) {
		ProtoWriter proto = new ProtoWriter();
		nodes.forEach(node -> proto.message(GraphProto.NODE, instead.apply(node).encode()));
		proto.string(GraphProto.NAME, name);
		weights.values().forEach(weight -> proto.message(GraphProto.INITIALIZER, weight.encode(fileName)));
		inputs.forEach(input -> proto.bytes(GraphProto.INPUT, input.encoded()));
		outputs.forEach(output -> proto.bytes(GraphProto.OUTPUT, output.encoded()));
		return proto;
	}

	/** Everything that an operation reads, the names that its inner graphs take from outside included. */
	private static Set<String> reads(Node node) {
		Set<String> names = new HashSet<>(node.inputs());
		for (Graph graph : node.graphs()) {
			for (Node inner : graph.nodes)
				names.addAll(reads(inner));
			graph.outputs.forEach(output -> names.add(output.name()));
		}
		return names;
	}

	private static ValueInfo find(List<ValueInfo> values, String name) {
		return values.stream().filter(value -> value.name().equals(name)).findFirst().orElse(null);
	}
}
