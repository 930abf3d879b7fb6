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
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.Node;

/**
 * How an attention's result gets from the product of probabilities and values to [batch, sequence, heads, head size],
 * or to the heads merged again where it is certain that they are.
 */
final class AttentionEnd {

	/** More operations than these lie behind a product in no attention. */
	private static final int MAX_STEPS = 32;

	private final Node last;

	private final boolean merged;

	private AttentionEnd(Node last, boolean merged) {
		this.last = last;
		this.merged = merged;
	}

	/** The product that probabilities go to, or null if they go elsewhere or to several places. */
	static Node productOf(Node softmax, Map<String, List<Node>> consumers) {
		Node node = softmax;
		for (int steps = 0; steps < MAX_STEPS; steps++) {
			String read = node.output(0);
			List<Node> readers = consumers.getOrDefault(read, List.of());
			if (readers.size() != 1) return null;
			node = readers.get(0);
			if (node.type().equals("MatMul")) return node.input(0).equals(read) ? node : null;
			if (!node.type().equals("Cast")) return null;
		}
		return null;
	}

	/**
	 * Follows a product's result.
	 *
	 * @param shape [batch, queries, heads, head size]
	 * @param stacked whether the product has batch and heads as one axis
	 * @return null if it does not come to that shape by reshapes and transposes only
	 */
	static AttentionEnd find(Node product, long[] shape, boolean stacked, Map<String, List<Node>> consumers,
		GraphArithmetic arithmetic) throws IOException
	{
		IndexTensor goal = IndexTensor.counting(shape);
		IndexTensor tensor = goal.transpose(0, 2, 1, 3);
		if (stacked) tensor = tensor.reshape(shape[0] * shape[2], shape[1], shape[3]);
		arithmetic.assume(product.output(0), tensor.shape());
		Node node = reader(product, consumers);
		for (int steps = 0; node != null; steps++) {
			if (steps == MAX_STEPS) return null;
			tensor = HeadPath.apply(node, tensor, arithmetic);
			if (tensor == null) return null;
			if (tensor.hasOrderOf(goal) && Arrays.equals(tensor.shape(), shape)) break;
			node = reader(node, consumers);
		}
		if (node == null) return null;
		Node next = reader(node, consumers);
		double[] target = next == null || !next.type().equals("Reshape") ? null : arithmetic.evaluate(next.input(1));
		double[] merged = { shape[0], shape[1], shape[2] * shape[3] };
		return Arrays.equals(target, merged) ? new AttentionEnd(next, true) : new AttentionEnd(node, false);
	}

	/** The operation whose result the attention's can take the place of. */
	Node last() {
		return last;
	}

	/** Whether that result is [batch, queries, heads * head size]. */
	boolean isMerged() {
		return merged;
	}

	/** The only Reshape or Transpose that reads a result, or null; what asks for the result's shape is not counted. */
	private static Node reader(Node node, Map<String, List<Node>> consumers) {
		List<Node> readers = new ArrayList<>(consumers.getOrDefault(node.output(0), List.of()));
		readers.removeIf(reader -> reader.type().equals("Shape"));
		if (readers.size() != 1) return null;
		Node reader = readers.get(0);
		return reader.type().equals("Reshape") || reader.type().equals("Transpose") ? reader : null;
	}
}
