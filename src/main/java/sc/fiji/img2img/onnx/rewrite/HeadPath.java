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
import java.util.LinkedList;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;

/**
 * How a query, key or value gets from its projection to a matrix product: split into heads, transposed, scaled.
 * <p>
 * Found by walking back from the product to the Reshape that makes [batch, sequence, heads, head size].
 * </p>
 */
final class HeadPath {

	/** More operations than these lie between a projection and the product in no attention. */
	private static final int MAX_STEPS = 32;

	/** The Reshape that splits the heads. */
	private final Node split;

	/** What it reshapes to, -1 or NaN where only a run of the graph tells. */
	private final double[] target;

	/** The operations between it and the product, in the graph's order. */
	private final List<Node> steps;

	/** The operands of the multiplications and divisions among them. */
	private final Scale scale;

	private HeadPath(Node split, double[] target, List<Node> steps, Scale scale) {
		this.split = split;
		this.target = target;
		this.steps = steps;
		this.scale = scale;
	}

	/**
	 * The path that ends at a value.
	 *
	 * @return null if it does not begin with a split into a number of heads that the graph names
	 */
	static HeadPath find(String value, Map<String, Node> producers, GraphArithmetic arithmetic) throws IOException {
		LinkedList<Node> steps = new LinkedList<>();
		Scale scale = new Scale();
		while (steps.size() < MAX_STEPS) {
			Node node = producers.get(value);
			if (node == null) return null;
			value = node.input(0);
			if (scale.takes(node, arithmetic)) value = scale.add(node, arithmetic);
			else if (!node.type().equals("Reshape") && !node.type().equals("Transpose") && !node.type().equals("Cast"))
				return null;
			steps.addFirst(node);
			Node before = producers.get(value);
			if (before == null || !before.type().equals("Reshape") || !separatesHeads(node)) continue;
			double[] target = arithmetic.evaluate(before.input(1));
			return target != null && target.length == 4 && target[2] >= 1 ? new HeadPath(before, target, steps, scale) : null;
		}
		return null;
	}

	/** The value of shape [batch, sequence, heads, head size] that it begins with. */
	String start() {
		return split.output(0);
	}

	long heads() {
		return (long) target[2];
	}

	/** A size of the start's shape, or the defaultValue where the graph does not name it. */
	long size(int axis, long defaultValue) {
		return target[axis] >= 1 ? (long) target[axis] : defaultValue;
	}

	Scale scale() {
		return scale;
	}

	/** The element type of the start, from the weights and casts that lead to it; OTHER if these do not tell. */
	ElementType type(Graph graph, Map<String, Node> producers) {
		return ElementTypes.of(start(), graph, producers, ElementTypes.ONE_TYPE::contains);
	}

	/**
	 * Takes a tensor along the path.
	 *
	 * @param shape of the start
	 * @return null if a step is not understood
	 */
	IndexTensor follow(long[] shape, GraphArithmetic arithmetic) throws IOException {
		IndexTensor tensor = IndexTensor.counting(shape);
		if (tensor == null) return null;
		arithmetic.assume(split.input(0), shape[0], shape[1], shape[2] * shape[3]);
		arithmetic.assume(start(), shape);
		for (Node step : steps) {
			tensor = apply(step, tensor, arithmetic);
			if (tensor == null) return null;
		}
		return tensor;
	}

	/** What a step makes of a tensor; its shape is assumed from then on. Null if that is not understood. */
	static IndexTensor apply(Node step, IndexTensor tensor, GraphArithmetic arithmetic) throws IOException {
		IndexTensor result = tensor;
		if (step.type().equals("Transpose")) result = tensor.transpose(step.integers("perm"));
		if (step.type().equals("Reshape")) {
			double[] target = arithmetic.evaluate(step.input(1));
			result = target == null ? null : tensor.reshape(target);
		}
		if (result != null) arithmetic.assume(step.output(0), result.shape());
		return result;
	}

	/** Whether it is a Transpose that takes the heads before the sequence. */
	private static boolean separatesHeads(Node node) {
		long[] order = node.integers("perm");
		return node.type().equals("Transpose") && order.length == 4 && order[0] == 0 && order[1] == 2;
	}
}
