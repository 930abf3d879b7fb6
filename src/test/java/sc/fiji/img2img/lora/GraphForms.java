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
package sc.fiji.img2img.lora;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;

/** Writes graphs in other forms that mean the same. */
final class GraphForms {

	private static final int SMALLEST_HALVED = 8;

	private GraphForms() {}

	/** Stores weights in 16 bits, each followed by a Cast to 32 under its old name, as the embedded model has them. */
	static void halve(OnnxModel model) throws IOException {
		Graph graph = model.graph();
		for (Weight weight : List.copyOf(graph.weights().values())) {
			if (weight.type() != ElementType.FLOAT || weight.count() < SMALLEST_HALVED) continue;
			String half = weight.name() + ".half";
			graph.weights().put(half, Weight.supplied(half, ElementType.FLOAT16, weight.shape(), model.values(weight)));
			graph.weights().remove(weight.name());
			graph.nodes().add(0, Node.of(weight.name() + ".cast", "", "Cast", List.of(half), List.of(weight.name())).with("to",
				ElementType.FLOAT.code()));
		}
	}

	/** Writes every Gemm as a MatMul of matrices, whose weight is [in, out], and an Add. */
	static int splitGemms(OnnxModel model) throws IOException {
		Graph graph = model.graph();
		int count = 0;
		List<Node> nodes = new ArrayList<>();
		for (Node node : graph.nodes()) {
			if (!node.type().equals("Gemm")) {
				nodes.add(node);
				continue;
			}
			Weight weight = graph.weights().get(node.inputs().get(1));
			long[] shape = weight.shape();
			String turned = "onnx::MatMul_" + count++;
			graph.weights().put(turned, Weight.of(turned, ElementType.FLOAT, new long[] { shape[1], shape[0] }, Matrix
				.transpose(model.values(weight), (int) shape[0], (int) shape[1])));
			String path = node.name().substring(0, node.name().lastIndexOf('/'));
			String product = path + "/product";
			nodes.add(Node.of(path + "/MatMul", "", "MatMul", List.of(node.inputs().get(0), turned), List.of(product)));
			nodes.add(Node.of(path + "/Add", "", "Add", List.of(node.inputs().get(2), product), node.outputs()));
		}
		graph.nodes().clear();
		graph.nodes().addAll(nodes);
		return count;
	}

	/** Gives a weight another name. */
	static void rename(OnnxModel model, String from, String to) throws IOException {
		Graph graph = model.graph();
		Weight weight = graph.weights().remove(from);
		graph.weights().put(to, Weight.supplied(to, weight.type(), weight.shape(), model.values(weight)));
		graph.nodes().forEach(node -> node.inputs().replaceAll(input -> input.equals(from) ? to : input));
	}
}
