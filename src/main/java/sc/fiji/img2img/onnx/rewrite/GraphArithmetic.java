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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;

/**
 * Works out the few numbers that exporters compute inside a graph: the shapes to reshape to, and scales.
 * <p>
 * Shapes of values are what the caller assumes them to be. Not thread-safe.
 * </p>
 */
final class GraphArithmetic {

	/** Larger constants are weights, not shapes or scales. */
	private static final int MAX_COUNT = 8;

	/** Longer chains of operations are not followed. */
	private static final int MAX_DEPTH = 32;

	/** No shape or scale takes more operations to compute. */
	private static final int MAX_OPERATIONS = 1024;

	private static final int NO_EXPRESSION = Integer.MAX_VALUE / 2;

	private static final Set<String> UNARY = Set.of("Unsqueeze", "Squeeze", "Identity", "Cast", "Sqrt", "Reciprocal");

	private static final Map<String, DoubleBinaryOperator> BINARY = Map.of("Mul", (a, b) -> a * b, "Div", (a, b) -> a / b,
		"Add", Double::sum, "Sub", (a, b) -> a - b, "Pow", Math::pow);

	private final OnnxModel model;

	private final Map<String, Node> producers;

	private final Map<String, long[]> shapes = new HashMap<>();

	/** How many operations deep the values are that are expressions; the same whatever is assumed. */
	private final Map<String, Integer> depths;

	/** What was found under the assumptions of now; empty for what is not understood. */
	private final Map<String, Optional<double[]>> results = new HashMap<>();

	private int operations;

	private GraphArithmetic(OnnxModel model, Map<String, Node> producers, Map<String, Integer> depths) {
		this.model = model;
		this.producers = producers;
		this.depths = depths;
	}

	/** @param producers which operation makes which value */
	static GraphArithmetic of(OnnxModel model, Map<String, Node> producers) {
		return new GraphArithmetic(model, producers, new HashMap<>());
	}

	/** The same without assumptions. */
	GraphArithmetic anew() {
		return new GraphArithmetic(model, producers, depths);
	}

	/** Takes a value to have that shape from now on. */
	void assume(String value, long... shape) {
		shapes.put(value, shape);
		results.clear();
	}

	/** Whether a value is computed from nothing but constants and shapes, so that assumptions could give it. */
	boolean isExpression(String value) {
		return depth(value, 0) <= MAX_DEPTH;
	}

	/**
	 * A value's elements, in row-major order; NaN for each that depends on a shape which is not assumed.
	 *
	 * @return null if it is not understood, or if even the number of its elements is not known
	 * @throws IOException if a constant cannot be read
	 */
	double[] evaluate(String value) throws IOException {
		if (!isExpression(value)) return null;
		if (!results.containsKey(value)) {
			double[] result = ++operations > MAX_OPERATIONS ? null : compute(value);
			results.put(value, Optional.ofNullable(result));
		}
		return results.get(value).orElse(null);
	}

	/**
	 * How many operations lie between a value and the constants and shapes that it is computed from.
	 *
	 * @param above how many were passed before
	 * @return {@link #NO_EXPRESSION} or more if it depends on anything else, or on too much
	 */
	private int depth(String value, int above) {
		if (depths.containsKey(value)) return depths.get(value);
		Weight weight = model.graph().weights().get(value);
		Node node = producers.get(value);
		int depth = NO_EXPRESSION;
		if (weight != null) depth = weight.count() <= MAX_COUNT ? 0 : NO_EXPRESSION;
		else if (node != null && node.domain().isEmpty() && above <= MAX_DEPTH) {
			if (node.type().equals("Shape") || node.type().equals("Constant")) depth = 0;
			else if (isKnown(node)) depth = 1 + deepest(node, above + 1);
		}
		// NB: a value that was too deep down may be understood when it is asked for by itself.
		if (depth < NO_EXPRESSION) depths.put(value, depth);
		return depth;
	}

	private int deepest(Node node, int above) {
		int deepest = 0;
		for (String input : node.inputs()) {
			if (input.isEmpty()) continue;
			deepest = Math.max(deepest, depth(input, above));
			if (deepest >= NO_EXPRESSION) break;
		}
		return deepest;
	}

	private static boolean isKnown(Node node) {
		boolean known = UNARY.contains(node.type()) || BINARY.containsKey(node.type()) || Set.of("Gather", "Slice", "Concat")
			.contains(node.type());
		return known && node.inputs().size() <= 2 * MAX_COUNT;
	}

	/** @param value an expression */
	private double[] compute(String value) throws IOException {
		Weight weight = model.graph().weights().get(value);
		if (weight != null) return model.values(weight);
		Node node = producers.get(value);
		switch (node.type()) {
			case "Constant":
				Weight constant = node.tensor("value");
				return constant == null || constant.count() > MAX_COUNT ? null : model.values(constant);
			case "Shape":
				return shape(node);
			case "Gather":
				return gather(node);
			case "Slice":
				return slice(node);
			case "Concat":
				return concatenate(node);
			default:
				double[] first = evaluate(node.input(0));
				if (first == null || UNARY.contains(node.type())) return unary(node, first);
				return binary(BINARY.get(node.type()), first, evaluate(node.input(1)));
		}
	}

	private double[] shape(Node node) {
		long[] shape = shapes.get(node.input(0));
		long start = node.integer("start", 0);
		long end = node.integer("end", Integer.MAX_VALUE);
		if (shape == null) return part(null, start, end);
		return part(Arrays.stream(shape).asDoubleStream().toArray(), start, end);
	}

	private double[] gather(Node node) throws IOException {
		double[] data = evaluate(node.input(0));
		double[] indices = evaluate(node.input(1));
		if (indices == null || data == null && !isShape(node.input(0))) return null;
		double[] gathered = new double[indices.length];
		for (int i = 0; i < gathered.length; i++) {
			if (data == null) {
				gathered[i] = Double.NaN;
				continue;
			}
			int index = (int) (indices[i] < 0 ? indices[i] + data.length : indices[i]);
			if (index < 0 || index >= data.length) return null;
			gathered[i] = data[index];
		}
		return gathered;
	}

	private double[] slice(Node node) throws IOException {
		double[] data = evaluate(node.input(0));
		double[] start = evaluate(node.input(1));
		double[] end = evaluate(node.input(2));
		double[] step = node.input(4).isEmpty() ? new double[] { 1 } : evaluate(node.input(4));
		if (start == null || end == null || step == null || start.length != 1 || end.length != 1 || step.length != 1 ||
			step[0] != 1) return null;
		if (data == null && !isShape(node.input(0))) return null;
		return part(data, start[0], end[0]);
	}

	/** A slice of a vector; null stands for one that is not known, not even its length. */
	private static double[] part(double[] vector, double start, double end) {
		if (vector != null) {
			int from = (int) Math.max(0, Math.min(vector.length, start < 0 ? start + vector.length : start));
			int to = (int) Math.max(from, Math.min(vector.length, end < 0 ? end + vector.length : end));
			return Arrays.copyOfRange(vector, from, to);
		}
		double length = start < 0 && end >= Integer.MAX_VALUE ? -start : end - start;
		if (length <= 0 || length > MAX_COUNT || start < 0 && end >= 0 && end < Integer.MAX_VALUE) return null;
		if (start >= 0 && end < 0) return null;
		double[] unknown = new double[(int) length];
		Arrays.fill(unknown, Double.NaN);
		return unknown;
	}

	private double[] concatenate(Node node) throws IOException {
		double[] all = new double[0];
		for (String input : node.inputs()) {
			double[] part = evaluate(input);
			if (part == null || all.length + part.length > MAX_COUNT) return null;
			double[] longer = Arrays.copyOf(all, all.length + part.length);
			System.arraycopy(part, 0, longer, all.length, part.length);
			all = longer;
		}
		return all;
	}

	private boolean isShape(String value) {
		Node node = producers.get(value);
		return node != null && node.type().equals("Shape");
	}

	private static double[] unary(Node node, double[] values) {
		if (values == null) return null;
		switch (node.type()) {
			case "Sqrt":
				return Arrays.stream(values).map(Math::sqrt).toArray();
			case "Reciprocal":
				return Arrays.stream(values).map(v -> 1 / v).toArray();
			case "Cast":
				ElementType type = ElementType.of(node.integer("to", 0));
				boolean whole = type == ElementType.INT64 || type == ElementType.INT32;
				return Arrays.stream(values).map(v -> whole && !Double.isNaN(v) ? (long) v : v).toArray();
			default:
				return values;
		}
	}

	private static double[] binary(DoubleBinaryOperator operator, double[] a, double[] b) {
		if (a == null || b == null || a.length != b.length && a.length != 1 && b.length != 1) return null;
		double[] values = new double[Math.max(a.length, b.length)];
		for (int i = 0; i < values.length; i++)
			values[i] = operator.applyAsDouble(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i]);
		return values;
	}
}
