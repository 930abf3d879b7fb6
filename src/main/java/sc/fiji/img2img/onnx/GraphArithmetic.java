package sc.fiji.img2img.onnx;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

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

	private static final Set<String> UNARY = Set.of("Unsqueeze", "Squeeze", "Identity", "Cast", "Sqrt", "Reciprocal");

	private static final Map<String, DoubleBinaryOperator> BINARY = Map.of("Mul", (a, b) -> a * b, "Div", (a, b) -> a / b,
		"Add", Double::sum, "Sub", (a, b) -> a - b, "Pow", Math::pow);

	private final OnnxModel model;

	private final Map<String, Node> producers;

	private final Map<String, long[]> shapes = new HashMap<>();

	/** @param producers which operation makes which value */
	GraphArithmetic(OnnxModel model, Map<String, Node> producers) {
		this.model = model;
		this.producers = producers;
	}

	/** Takes a value to have that shape from now on. */
	void assume(String value, long... shape) {
		shapes.put(value, shape);
	}

	/** Whether a value is computed from nothing but constants and shapes, so that assumptions could give it. */
	boolean isExpression(String value) {
		return isExpression(value, 0);
	}

	/**
	 * A value's elements, in row-major order; NaN for each that depends on a shape which is not assumed.
	 *
	 * @return null if it is not understood, or if even the number of its elements is not known
	 * @throws IOException if a constant cannot be read
	 */
	double[] evaluate(String value) throws IOException {
		return evaluate(value, 0);
	}

	private boolean isExpression(String value, int depth) {
		Weight weight = model.graph().weights().get(value);
		if (weight != null) return weight.count() <= MAX_COUNT;
		Node node = producers.get(value);
		if (node == null || depth > MAX_DEPTH) return false;
		if (node.type().equals("Shape") || node.type().equals("Constant")) return true;
		boolean known = UNARY.contains(node.type()) || BINARY.containsKey(node.type()) || Set.of("Gather", "Slice", "Concat")
			.contains(node.type());
		return known && node.inputs().stream().allMatch(input -> isExpression(input, depth + 1));
	}

	private double[] evaluate(String value, int depth) throws IOException {
		Weight weight = model.graph().weights().get(value);
		if (weight != null) return weight.count() > MAX_COUNT ? null : model.values(weight);
		Node node = producers.get(value);
		if (node == null || depth > MAX_DEPTH || !node.domain().isEmpty()) return null;
		switch (node.type()) {
			case "Constant":
				Weight constant = node.tensor("value");
				return constant == null || constant.count() > MAX_COUNT ? null : model.values(constant);
			case "Shape":
				return shape(node);
			case "Gather":
				return gather(node, depth);
			case "Slice":
				return slice(node, depth);
			case "Concat":
				return concatenate(node, depth);
			default:
				break;
		}
		if (UNARY.contains(node.type())) return unary(node, evaluate(node.inputs().get(0), depth + 1));
		if (!BINARY.containsKey(node.type())) return null;
		return binary(BINARY.get(node.type()), evaluate(node.inputs().get(0), depth + 1), evaluate(node.inputs().get(1),
			depth + 1));
	}

	private double[] shape(Node node) {
		long[] shape = shapes.get(node.inputs().get(0));
		int start = (int) node.integer("start", 0);
		int end = (int) node.integer("end", Integer.MAX_VALUE);
		if (shape == null) return part(null, start, end);
		return part(Arrays.stream(shape).asDoubleStream().toArray(), start, end);
	}

	private double[] gather(Node node, int depth) throws IOException {
		double[] data = evaluate(node.inputs().get(0), depth + 1);
		double[] indices = evaluate(node.inputs().get(1), depth + 1);
		if (indices == null || data == null && !isShape(node.inputs().get(0))) return null;
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

	private double[] slice(Node node, int depth) throws IOException {
		if (node.inputs().size() < 3) return null;
		double[] data = evaluate(node.inputs().get(0), depth + 1);
		double[] start = evaluate(node.inputs().get(1), depth + 1);
		double[] end = evaluate(node.inputs().get(2), depth + 1);
		double[] step = node.inputs().size() < 5 ? new double[] { 1 } : evaluate(node.inputs().get(4), depth + 1);
		if (start == null || end == null || step == null || start.length != 1 || end.length != 1 || step[0] != 1)
			return null;
		if (data == null && !isShape(node.inputs().get(0))) return null;
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

	private double[] concatenate(Node node, int depth) throws IOException {
		double[] all = new double[0];
		for (String input : node.inputs()) {
			double[] part = evaluate(input, depth + 1);
			if (part == null) return null;
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
