package sc.fiji.img2img.onnx.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * How many values operations read and make at least.
 * <p>
 * Source: the operator schemas of ONNX; where versions differ, the smaller number. Operators that are not listed are
 * left to ONNX Runtime.
 * </p>
 */
final class OperatorInputs {

	private static final Map<String, Integer> LEAST = new HashMap<>();

	static {
		put(1, "Cast", "Clip", "Concat", "ConstantOfShape", "Cos", "Einsum", "Erf", "Exp", "Flatten", "Gelu", "Identity",
			"Log", "Neg", "Not", "Pad", "RandomNormalLike", "Reciprocal", "ReduceMean", "ReduceSum", "Relu", "Reshape", "Resize",
			"Shape", "Sigmoid", "Sin", "Size", "Slice", "Softmax", "Split", "Sqrt", "Squeeze", "Tanh", "Transpose", "Unsqueeze");
		put(2, "Add", "And", "Conv", "ConvTranspose", "Div", "Equal", "Expand", "Gather", "GatherElements", "GatherND", "Gemm",
			"Greater", "LayerNormalization", "Less", "MatMul", "Mul", "Or", "Pow", "Sub", "Tile");
		put(3, "GroupNormalization", "InstanceNormalization", "Range", "Where");
	}

	private OperatorInputs() {
		// NB: a table with a check.
	}

	/**
	 * Returns if an operation reads and makes what its operator needs.
	 *
	 * @throws IllegalArgumentException if not; the message says what is missing
	 */
	static void check(Node node) {
		if (node.type().isEmpty()) throw new IllegalArgumentException("there is an operation without an operator");
		if (node.outputs().stream().allMatch(String::isEmpty)) throw new IllegalArgumentException("the operation " + node +
			" makes no value, where at least one is needed");
		Integer least = node.domain().isEmpty() ? LEAST.get(node.type()) : null;
		if (least == null) return;
		for (int place = 0; place < least; place++)
			if (node.input(place).isEmpty()) throw new IllegalArgumentException("the operation " + node + " lacks its input " +
				(place + 1) + ", where at least " + least + " are needed");
		if (node.output(0).isEmpty()) throw new IllegalArgumentException("the operation " + node + " lacks its result");
	}

	private static void put(int least, String... types) {
		for (String type : types)
			LEAST.put(type, least);
	}
}
