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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A graph with one attention as diffusers' first attention processor is exported: batch and heads are one axis, and the
 * scores come of baddbmm with an empty tensor that counts nothing.
 */
public final class StackedAttention {

	private static final int HEADS = 3;

	private static final int HIDDEN = 12;

	private final ProtoWriter graph = new ProtoWriter();

	private StackedAttention() {
		// NB: made by write.
	}

	/** Writes a model with the inputs query and context, both [batch, sequence, 12]. */
	public static Path write(Path folder) throws IOException {
		StackedAttention attention = new StackedAttention();
		attention.build();
		ProtoWriter opset = new ProtoWriter().string(1, "").number(2, 17);
		ProtoWriter model = new ProtoWriter().number(1, 8).message(7, attention.graph).message(8, opset);
		return Files.write(folder.resolve("model.onnx"), model.toBytes());
	}

	private void build() {
		for (String part : List.of("q", "k", "v"))
			weight(part + ".weight", HIDDEN, HIDDEN);
		whole("heads", HEADS);
		for (int i = 0; i < 3; i++)
			whole("axis" + i, i);
		split("q", "query");
		split("k", "context");
		split("v", "context");
		transpose("k.turned", "k.stacked", 0, 2, 1);
		node("MatMul", "product", "q.stacked", "k.turned");
		number("half", 0.5);
		number("zero", 0);
		node("Mul", "scaled", "product", "half");
		dim("empty.stack", "q.stacked", 0);
		dim("empty.queries", "q.stacked", 1);
		dim("empty.keys", "k.stacked", 1);
		concatenate("empty.shape", "empty.stack", "empty.queries", "empty.keys");
		node("ConstantOfShape", "empty", "empty.shape");
		node("Mul", "nothing", "empty", "zero");
		node("Add", "scores", "scaled", "nothing");
		graph.message(1, Node.of("", "", "Softmax", List.of("scores"), List.of("softmax")).with("axis", -1).encode());
		graph.message(1, Node.of("", "", "Cast", List.of("softmax"), List.of("probabilities")).with("to", 1).encode());
		node("MatMul", "weighted", "probabilities", "v.stacked");
		merge();
		graph.string(2, "attention");
		for (String input : List.of("query", "context"))
			graph.bytes(11, ValueInfo.of(input, ElementType.FLOAT, -1, -1, HIDDEN).encoded());
		graph.bytes(12, ValueInfo.of("result", ElementType.FLOAT, -1, -1, HIDDEN).encoded());
	}

	private void split(String part, String input) {
		node("MatMul", part, input, part + ".weight");
		for (int axis = 0; axis < 3; axis++)
			dim(part + axis, part, axis);
		node("Div", part + ".size", part + 2, "heads");
		concatenate(part + ".split", part + 0, part + 1, "heads", part + ".size");
		node("Reshape", part + ".heads", part, part + ".split");
		transpose(part + ".moved", part + ".heads", 0, 2, 1, 3);
		node("Mul", part + ".count", part + 0, "heads");
		concatenate(part + ".stack", part + ".count", part + 1, part + ".size");
		node("Reshape", part + ".stacked", part + ".moved", part + ".stack");
	}

	private void merge() {
		for (int axis = 0; axis < 3; axis++)
			dim("w" + axis, "weighted", axis);
		node("Div", "w.batch", "w0", "heads");
		concatenate("w.split", "w.batch", "heads", "w1", "w2");
		node("Reshape", "w.heads", "weighted", "w.split");
		transpose("w.moved", "w.heads", 0, 2, 1, 3);
		node("Mul", "w.hidden", "w2", "heads");
		concatenate("w.merge", "w.batch", "w1", "w.hidden");
		node("Reshape", "result", "w.moved", "w.merge");
	}

	private void dim(String name, String value, int axis) {
		node("Shape", name + ".of", value);
		node("Gather", name, name + ".of", "axis" + axis);
	}

	private void node(String type, String output, String... inputs) {
		graph.message(1, Node.of("", "", type, List.of(inputs), List.of(output)).encode());
	}

	private void concatenate(String output, String... inputs) {
		graph.message(1, Node.of("", "", "Concat", List.of(inputs), List.of(output)).with("axis", 0).encode());
	}

	private void transpose(String output, String input, int... order) {
		// NB: field 8 holds an attribute's integers, and 7 in field 20 says so.
		ProtoWriter perm = new ProtoWriter().string(1, "perm");
		for (int axis : order)
			perm.number(8, axis);
		graph.message(1, Node.of("", "", "Transpose", List.of(input), List.of(output)).encode().message(5, perm.number(20,
			7)));
	}

	private void whole(String name, int value) {
		graph.message(5, Weight.of(name, ElementType.INT64, new long[] { 1 }, value).encode("model.onnx"));
	}

	private void number(String name, double value) {
		graph.message(5, Weight.of(name, ElementType.FLOAT, new long[0], value).encode("model.onnx"));
	}

	private void weight(String name, int rows, int columns) {
		double[] values = new double[rows * columns];
		for (int i = 0; i < values.length; i++)
			values[i] = Math.sin(1 + i * (2 + name.charAt(0) % 7));
		graph.message(5, Weight.of(name, ElementType.FLOAT, new long[] { rows, columns }, values).encode("model.onnx"));
	}
}
