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
