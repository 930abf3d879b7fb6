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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;

/** A graph while it is written: operations in their order, weights where they are first read. */
final class NetworkBuilder {

	static final String MICROSOFT = "com.microsoft";

	/** The first version that has Gelu. */
	private static final long OPSET = 20;

	private final OnnxModel model;

	private final Weights weights;

	private final Form form;

	/** How often each name was asked for. */
	private final Map<String, Integer> names = new HashMap<>();

	/**
	 * An empty graph.
	 *
	 * @param file what messages call the network; weights in files lie beside it
	 */
	NetworkBuilder(Path file, Weights weights, Form form) {
		this.weights = weights;
		this.form = form;
		model = OnnxModel.create(file, OPSET);
	}

	Form form() {
		return form;
	}

	/** The graph, as far as it is written. */
	OnnxModel model() {
		return model;
	}

	/** The place of a module. */
	Scope scope(String path) {
		return new Scope(this, path);
	}

	/** @param shape -1 for what is open */
	Value input(String name, ElementType type, int channels, long... shape) {
		model.graph().inputs().add(ValueInfo.of(name, type, shape));
		return new Value(name, channels);
	}

	/** Lets a value leave the graph. */
	void output(String name, Value value, long... shape) {
		model.graph().nodes().add(Node.of(name, "", "Identity", List.of(value.name()), List.of(name)));
		model.graph().outputs().add(ValueInfo.of(name, ElementType.FLOAT, shape));
	}

	/** Adds an operation of as many results as named, which may be one; attributes are set on what is returned. */
	Node add(String path, String domain, String type, int results, String... inputs) {
		String name = unique("/" + (path.isEmpty() ? "" : path + "/") + type);
		String[] outputs = new String[results];
		for (int i = 0; i < results; i++)
			outputs[i] = i == 0 ? name : name + "." + i;
		Node node = Node.of(name, domain, type, List.of(inputs), List.of(outputs));
		model.graph().nodes().add(node);
		if (!domain.isEmpty()) model.useOpset(domain, 1);
		return node;
	}

	/** Numbers that stand in the graph; the same ones under one name. */
	String numbers(double... values) {
		return constant(ElementType.FLOAT, values.length == 1 ? new long[0] : new long[] { values.length }, values);
	}

	/** Numbers that stand in the graph; the same ones under one name. */
	String integers(long... values) {
		return constant(ElementType.INT64, new long[] { values.length }, Arrays.stream(values).asDoubleStream().toArray());
	}

	/** Floats in a shape that stand in the graph. */
	String constant(String name, long[] shape, double... values) {
		model.graph().weights().put(name, Weight.of(name, ElementType.FLOAT, shape, values));
		return name;
	}

	/**
	 * A tensor of the network as 32-bit floats.
	 *
	 * @param read the shape that it is read in, of as many elements
	 * @param stored the shape that it must have
	 */
	String parameter(String name, long[] read, long... stored) throws IOException {
		String raw = raw(name, read, stored);
		ElementType type = model.graph().weights().get(raw).type();
		if (type == ElementType.FLOAT) return raw;
		String cast = raw + "/float";
		if (names.putIfAbsent(cast, 1) == null) model.graph().nodes().add(Node.of(cast, "", "Cast", List.of(raw), List.of(
			cast)).with("to", ElementType.FLOAT.code()));
		return cast;
	}

	/** As {@link #parameter}, in the type that it is stored in. */
	String raw(String name, long[] read, long... stored) throws IOException {
		if (!model.graph().weights().containsKey(name)) model.graph().weights().put(name, weights.get(name, stored).reshaped(
			read));
		return name;
	}

	boolean has(String parameter) {
		return weights.has(parameter);
	}

	// -- Helper methods --

	private String constant(ElementType type, long[] shape, double[] values) {
		String name = "constant." + type + Arrays.toString(values);
		model.graph().weights().putIfAbsent(name, Weight.of(name, type, shape, values));
		return name;
	}

	private String unique(String name) {
		int count = names.merge(name, 1, Integer::sum);
		return count == 1 ? name : name + "_" + (count - 1);
	}
}
