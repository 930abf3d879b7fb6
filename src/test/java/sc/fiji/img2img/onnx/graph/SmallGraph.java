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

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;

/** Models of a few operations, as the bytes of a file. */
public final class SmallGraph {

	/** A graph that has a name, which ONNX Runtime insists on, and nothing else. */
	private static final ByteBuffer NOTHING = ByteBuffer.wrap(new ProtoWriter().string(2, "small").toBytes());

	private SmallGraph() {}

	/** y = x + b, and an input that nothing reads. */
	public static byte[] withDeadInput() {
		Graph graph = graph();
		graph.inputs().add(ValueInfo.of("dead", ElementType.FLOAT, 1));
		return model(graph);
	}

	/** As {@link #withDeadInput()}, with an If whose branches are the only readers of the input. */
	static byte[] withControlFlow() {
		Graph graph = graph();
		graph.inputs().add(ValueInfo.of("inner", ElementType.FLOAT, 2));
		graph.weights().put("flag", Weight.read(ByteBuffer.wrap(new ProtoWriter().number(2, 9).string(8, "flag").bytes(9,
			new byte[] { 1 }).toBytes())));
		ProtoWriter branch = branch();
		byte[] node = new ProtoWriter().string(1, "flag").string(2, "z").string(3, "if").string(4, "If") //
			.message(5, attribute("then_branch", branch)).message(5, attribute("else_branch", branch)).toBytes();
		graph.nodes().add(Node.read(ByteBuffer.wrap(node)));
		graph.outputs().add(ValueInfo.of("z", ElementType.FLOAT, 2));
		return model(graph);
	}

	/** y = x + b, where b is a constant of two floats that lies in a file, from byte 8 on. */
	public static byte[] withOutsideConstant(String file) {
		Graph graph = graph();
		graph.weights().clear();
		ProtoWriter value = Weight.external("", ElementType.FLOAT, new long[] { 2 }, file, 8, 8).encode("none");
		graph.nodes().add(0, Node.read(ByteBuffer.wrap(new ProtoWriter().string(2, "b").string(4, "Constant").message(5,
			new ProtoWriter().string(1, "value").message(5, value).number(20, 4)).toBytes())));
		return model(graph);
	}

	/** y = x W, where W is the transpose of so many rows and columns of floats that lie in a file. */
	public static byte[] withTransposedWeight(String file, int edge) {
		Graph graph = Graph.read(NOTHING);
		graph.inputs().add(ValueInfo.of("x", ElementType.FLOAT, -1, edge));
		graph.weights().put("w", Weight.external("w", ElementType.FLOAT, new long[] { edge, edge }, file, 0, 4L * edge * edge));
		graph.nodes().add(Node.of("turn", "", "Transpose", List.of("w"), List.of("turned")));
		graph.nodes().add(Node.of("product", "", "MatMul", List.of("x", "turned"), List.of("y")));
		graph.outputs().add(ValueInfo.of("y", ElementType.FLOAT, -1, edge));
		return model(graph);
	}

	private static Graph graph() {
		Graph graph = Graph.read(NOTHING);
		graph.inputs().add(ValueInfo.of("x", ElementType.FLOAT, -1, 2));
		graph.weights().put("b", Weight.of("b", ElementType.FLOAT, new long[] { 2 }, 3, 4));
		graph.nodes().add(Node.of("add", "", "Add", List.of("x", "b"), List.of("y")));
		graph.outputs().add(ValueInfo.of("y", ElementType.FLOAT, -1, 2));
		return graph;
	}

	private static ProtoWriter branch() {
		Graph branch = Graph.read(NOTHING);
		branch.weights().put("two", Weight.of("two", ElementType.FLOAT, new long[] { 2 }, 2, 2));
		branch.nodes().add(Node.of("mul", "", "Mul", List.of("inner", "two"), List.of("product")));
		branch.outputs().add(ValueInfo.of("product", ElementType.FLOAT, 2));
		return branch.encode("none", UnaryOperator.identity());
	}

	private static ProtoWriter attribute(String name, ProtoWriter graph) {
		return new ProtoWriter().string(1, name).message(6, graph).number(20, 5);
	}

	private static byte[] model(Graph graph) {
		return new ProtoWriter().number(1, 8).message(7, graph.encode("none", UnaryOperator.identity())).message(8, new ProtoWriter().string(1, "")
			.number(2, 17)).toBytes();
	}
}
