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
