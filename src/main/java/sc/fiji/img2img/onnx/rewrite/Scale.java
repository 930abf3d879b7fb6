package sc.fiji.img2img.onnx.rewrite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.onnx.graph.Node;

/** The factors that scale the scores of an attention, wherever they are multiplied in. Not thread-safe. */
final class Scale {

	private final List<String> factors = new ArrayList<>();

	private final List<String> divisors = new ArrayList<>();

	/** Whether a node does nothing but scale. */
	boolean takes(Node node, GraphArithmetic arithmetic) {
		if (node.type().equals("Mul")) return arithmetic.isExpression(node.input(0)) || arithmetic.isExpression(node.input(1));
		return node.type().equals("Div") && arithmetic.isExpression(node.input(1));
	}

	/**
	 * Takes the factor of a node in.
	 *
	 * @return the value that it scales
	 */
	String add(Node node, GraphArithmetic arithmetic) {
		boolean first = node.type().equals("Mul") && arithmetic.isExpression(node.input(0));
		(node.type().equals("Div") ? divisors : factors).add(node.input(first ? 0 : 1));
		return node.input(first ? 1 : 0);
	}

	boolean isNone() {
		return factors.isEmpty() && divisors.isEmpty();
	}

	/** The product of all factors; NaN if one of them is not known or is not a single number. */
	double value(GraphArithmetic arithmetic) throws IOException {
		double product = 1;
		for (String factor : factors)
			product *= single(arithmetic.evaluate(factor));
		for (String divisor : divisors)
			product /= single(arithmetic.evaluate(divisor));
		return product;
	}

	private static double single(double[] values) {
		return values == null || values.length != 1 ? Double.NaN : values[0];
	}
}
