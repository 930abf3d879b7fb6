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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.Weight;

/**
 * Gives, in the place of a convolution of 3 x 3, the operator of this program's own that takes less than half of the
 * products: 16 in the place of 36 for each 2 x 2 pixels.
 * <p>
 * It takes the same inputs, weights as they are, and its result differs by rounding only. Others than those of many
 * channels in fp32, with a margin and a step of one pixel, are given back as they are. Source of the formulas: Lavin and
 * Gray, Fast Algorithms for Convolutional Neural Networks, 2015; the operator's own source is {@code src/main/c}. Not
 * thread-safe.
 * </p>
 */
public final class WinogradConvolution implements UnaryOperator<Node> {

	/** The operator's domain. */
	public static final String DOMAIN = "img2img";

	private static final String TYPE = "WinogradConv";

	/** Numbers of channels are multiples of it. */
	private static final int GROUP = 8;

	/** With fewer weights, transforming pixels takes longer than it saves. */
	private static final long LEAST_PAIRS = 64 * 64;

	private final Graph graph;

	private final Map<String, Node> producers;

	private WinogradConvolution(Graph graph) {
		this.graph = graph;
		producers = graph.producers();
	}

	/** For the operations of a graph, which must not change meanwhile. */
	public static WinogradConvolution in(Graph graph) {
		return new WinogradConvolution(graph);
	}

	@Override
	public Node apply(Node node) {
		return isFit(node) ? of(node.name(), node.input(0), node.input(1), node.input(2), node.output(0)) : node;
	}

	/**
	 * The operation.
	 *
	 * @param image float, images x channels x height x width
	 * @param weights float, results x channels x 3 x 3
	 * @param bias float, results
	 * @param result float, images x results x height x width
	 */
	public static Node of(String name, String image, String weights, String bias, String result) {
		return Node.of(name, DOMAIN, TYPE, List.of(image, weights, bias), List.of(result));
	}

	// -- Helper methods --

	private boolean isFit(Node node) {
		if (!node.type().equals("Conv") || !node.domain().isEmpty() || node.inputs().size() != 3) return false;
		return node.integer("group", 1) == 1 && isAll(node.integers("strides"), 1, true) && isAll(node.integers("dilations"), 1,
			true) && isAll(node.integers("pads"), 1, false) && isFit(weight(node.input(1)), weight(node.input(2))) && isFloat(node
				.input(1)) && isFloat(node.input(2));
	}

	private static boolean isFit(Weight weights, Weight bias) {
		if (weights == null || bias == null || bias.shape().length != 1) return false;
		long[] shape = weights.shape();
		return shape.length == 4 && shape[2] == 3 && shape[3] == 3 && shape[0] % GROUP == 0 && shape[1] % GROUP == 0 && shape[0] *
			shape[1] >= LEAST_PAIRS;
	}

	private static boolean isAll(long[] values, long wanted, boolean byDefault) {
		return values.length == 0 ? byDefault : Arrays.stream(values).allMatch(value -> value == wanted);
	}

	private boolean isFloat(String value) {
		return ElementTypes.of(value, graph, producers, type -> false) == ElementType.FLOAT;
	}

	/** The weight that a value is, or that it is cast from; null if it is none. */
	private Weight weight(String value) {
		Node node = producers.get(value);
		return graph.weights().get(node != null && node.type().equals("Cast") ? node.input(0) : value);
	}
}
