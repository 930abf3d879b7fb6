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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Changes ONNX files on disk, as test cases need them. */
public final class GraphFiles {

	/** The name of the file, beside the graph's, that keeps the weights of a changed graph. */
	public static final String WEIGHTS = "weights.bin";

	private GraphFiles() {}

	/** Rewrites a file in place; its large weights become external data in {@value #WEIGHTS}. */
	public static void edit(Path onnx, GraphRewrite change) throws IOException {
		Path weights = onnx.resolveSibling(WEIGHTS);
		Files.move(onnx, weights);
		OnnxModel model = OnnxModel.read(weights);
		change.apply(model);
		Files.write(onnx, model.encode());
	}

	/** Fills the first bias or scale with NaN, which reaches every element of the outputs. */
	public static void poison(Path onnx) throws IOException {
		edit(onnx, model -> {
			Weight found = model.graph().weights().values().stream().filter(weight -> weight.type() == ElementType.FLOAT &&
				weight.shape().length == 1 && weight.count() > 1).findFirst().get();
			double[] values = new double[(int) found.count()];
			Arrays.fill(values, Double.NaN);
			model.graph().weights().put(found.name(), Weight.of(found.name(), found.type(), found.shape(), values));
		});
	}

	/** Puts a table of zeros for so many tokens into the place of a text encoder's own. */
	public static void shrinkEmbeddings(Path onnx, int rows) throws IOException {
		edit(onnx, model -> {
			Graph graph = model.graph();
			Node lookUp = graph.nodes().stream().filter(node -> node.name().endsWith("token_embedding/Gather")).findFirst()
				.get();
			graph.weights().put("zeros", Weight.of("zeros", ElementType.FLOAT, new long[] { rows, 32 }, new double[rows * 32]));
			lookUp.inputs().set(0, "zeros");
			lookUp.inputs().set(1, graph.inputs().get(0).name());
		});
	}

	/** Has a graph ask for more memory than there is when one of its input's dimensions is larger than a limit. */
	public static void limit(Path onnx, String input, int dimension, int most) throws IOException {
		edit(onnx, model -> {
			Graph graph = model.graph();
			String output = graph.outputs().get(0).name();
			integers(graph, "limit.dimension", dimension);
			integers(graph, "limit.most", most);
			integers(graph, "limit.unit", 1L << 45);
			integers(graph, "limit.none", 0);
			graph.producers().get(output).outputs().replaceAll(name -> name.equals(output) ? "limit.plain" : name);
			chain(graph, "Shape", "limit.shape", input);
			chain(graph, "Gather", "limit.size", "limit.shape", "limit.dimension");
			chain(graph, "Sub", "limit.over", "limit.size", "limit.most");
			chain(graph, "Max", "limit.positive", "limit.over", "limit.none");
			chain(graph, "Mul", "limit.count", "limit.positive", "limit.unit");
			chain(graph, "ConstantOfShape", "limit.zeros", "limit.count");
			chain(graph, "ReduceSum", "limit.zero", "limit.zeros");
			chain(graph, "Add", output, "limit.plain", "limit.zero");
		});
	}

	private static void integers(Graph graph, String name, long value) {
		graph.weights().put(name, Weight.of(name, ElementType.INT64, new long[] { 1 }, value));
	}

	private static void chain(Graph graph, String operator, String output, String... inputs) {
		graph.nodes().add(Node.of(output, "", operator, List.of(inputs), List.of(output)));
	}

	/** Adds an operation that reads the first output and makes a second one. */
	public static void append(Path onnx, String domain, String operator) throws IOException {
		edit(onnx, model -> append(model, domain, operator));
	}

	public static void append(OnnxModel model, String domain, String operator) {
		model.useOpset(domain, 1);
		ValueInfo output = model.graph().outputs().get(0);
		model.graph().nodes().add(Node.of("appended", domain, operator, List.of(output.name()), List.of("appended")));
		model.graph().outputs().add(ValueInfo.of("appended", output.type(), -1, -1, -1, -1));
	}

	/** Has an encoder draw from its distribution by itself, as exporters did before October 2024. */
	public static void sampleInside(OnnxModel model) {
		Graph graph = model.graph();
		String moments = graph.outputs().get(0).name();
		graph.weights().put("half", Weight.of("half", ElementType.FLOAT, new long[0], 0.5));
		graph.nodes().add(Node.of("split", "", "Split", List.of(moments), List.of("mean", "logvar")).with("axis", 1));
		graph.nodes().add(Node.of("halve", "", "Mul", List.of("logvar", "half"), List.of("log_std")));
		graph.nodes().add(Node.of("exp", "", "Exp", List.of("log_std"), List.of("std")));
		graph.nodes().add(Node.of("noise", "", "RandomNormalLike", List.of("mean"), List.of("draw")));
		graph.nodes().add(Node.of("scale", "", "Mul", List.of("std", "draw"), List.of("scaled")));
		graph.nodes().add(Node.of("add", "", "Add", List.of("mean", "scaled"), List.of("latent_sample")));
		graph.outputs().clear();
		graph.outputs().add(ValueInfo.of("latent_sample", ElementType.FLOAT, -1, 4, -1, -1));
	}

	/** Has a file name another place for all its external data. */
	public static void relocate(Path onnx, String location) throws IOException {
		byte[] bytes = Files.readAllBytes(onnx);
		ProtoWriter proto = new ProtoWriter();
		ProtoReader reader = new ProtoReader(ByteBuffer.wrap(bytes));
		while (reader.next()) {
			if (reader.field() == 7) proto.message(7, relocateGraph(reader.content(), location));
			else reader.copyTo(proto);
		}
		Files.write(onnx, proto.toBytes());
	}

	private static ProtoWriter relocateGraph(ByteBuffer message, String location) {
		return map(message, 5, weight -> map(weight, 13, entry -> {
			ProtoWriter changed = new ProtoWriter();
			ProtoReader reader = new ProtoReader(entry);
			boolean isLocation = false;
			while (reader.next()) {
				if (reader.field() == 1) isLocation = reader.string().equals("location");
				if (reader.field() == 2 && isLocation) changed.string(2, location);
				else reader.copyTo(changed);
			}
			return changed;
		}));
	}

	private static ProtoWriter map(ByteBuffer message, int field,
		Function<ByteBuffer, ProtoWriter> change)
	{
		ProtoWriter proto = new ProtoWriter();
		ProtoReader reader = new ProtoReader(message);
		while (reader.next()) {
			if (reader.field() == field) proto.message(field, change.apply(reader.content()));
			else reader.copyTo(proto);
		}
		return proto;
	}
}
