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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes of a graph's file that leave it a message of ONNX's kind, but rarely a graph that makes sense. */
public final class GraphMutation {

	private static final int NODE = 1;
	private static final int WEIGHT = 5;
	private static final int INPUT = 11;
	private static final int OUTPUT = 12;

	private static final String[] TYPES = { "MatMul", "Gemm", "Conv", "Add", "Mul", "Div", "Sub", "Pow", "Reshape",
		"Transpose", "Cast", "Identity", "Softmax", "Concat", "Gather", "Slice", "Shape", "Unsqueeze", "Squeeze", "Constant",
		"LayerNormalization", "Sqrt", "Split", "RandomNormalLike", "Expand", "Einsum", "If", "Loop", "Resize",
		"ConvTranspose", "Where", "ConstantOfShape", "GroupNormalization", "Nonsense" };

	private static final long[] NUMBERS = { 0, 1, -1, 2, 3, 4, 7, 8, -2, Integer.MAX_VALUE, 1L << 31, 1L << 32, 1L << 62,
		Long.MIN_VALUE, Long.MAX_VALUE, 64, 1_000_000 };

	private static final String[] LOCATIONS = { "../model_index.json", "/etc/hostname", "*/_ORT_MEM_ADDR_/*", "", ".",
		"model.onnx", "nothing.bin", "config.json" };

	private final Random random;

	private final ProtoMessage model;

	private final ProtoMessage graph;

	private final List<String> names = new ArrayList<>(List.of("", "nowhere"));

	private GraphMutation(byte[] file, Random random) {
		this.random = random;
		model = ProtoMessage.of(file);
		graph = model.message(7);
		for (byte[] node : graph.all(NODE))
			names.addAll(texts(ProtoMessage.of(node), 2));
		for (byte[] weight : graph.all(WEIGHT))
			names.addAll(texts(ProtoMessage.of(weight), 8));
		for (byte[] input : graph.all(INPUT))
			names.addAll(texts(ProtoMessage.of(input), 1));
	}

	/** One to three changes. */
	public static byte[] of(byte[] file, Random random) {
		GraphMutation mutation = new GraphMutation(file, random);
		for (int count = 1 + Math.max(0, random.nextInt(5) - 2); count > 0; count--)
			mutation.change();
		mutation.model.replace(7, mutation.graph);
		return mutation.model.toBytes();
	}

	private void change() {
		int nodes = graph.count(NODE);
		if (nodes == 0) return;
		int place = random.nextInt(nodes);
		ProtoMessage node = ProtoMessage.of(graph.all(NODE).get(place));
		switch (random.nextInt(20)) {
			case 0:
			case 1:
				if (node.count(1) > 0) node.replace(1, random.nextInt(node.count(1)), new ProtoWriter().string(1, name()));
				break;
			case 2:
				node.remove(random.nextBoolean() ? 1 : 2);
				break;
			case 3:
				if (node.count(1) > 0) node.remove(1, random.nextInt(node.count(1)));
				break;
			case 4:
				node.remove(4);
				node.add(new ProtoWriter().string(4, TYPES[random.nextInt(TYPES.length)]));
				break;
			case 5:
				if (node.count(5) > 0) node.remove(5, random.nextInt(node.count(5)));
				break;
			case 6:
				if (node.count(5) > 0) node.replace(5, random.nextInt(node.count(5)), attribute(node));
				break;
			case 7:
				node.add(new ProtoWriter().string(2, name()));
				break;
			case 8:
				node.remove(3);
				node.add(new ProtoWriter().string(3, new String[] { "", "/", "//", "/a", "/down_blocks.0/", "a/b/c/".repeat(50),
					"\u0000/x/y", "/" + TinyModel.ATTENTION + "/to_q/MatMul" }[random.nextInt(8)]));
				break;
			case 9:
				graph.insert(NODE, random.nextInt(nodes), new ProtoWriter().bytes(NODE, node.toBytes()));
				return;
			case 10:
				graph.remove(NODE, place);
				return;
			case 11:
				chain(node, place);
				return;
			case 12:
				inner(node, place);
				return;
			case 13:
				value(random.nextInt(4) == 0 ? OUTPUT : INPUT);
				return;
			case 14:
				model.add(new ProtoWriter().message(25, new ProtoWriter().string(1, "F").string(4, "a").string(5, "b").message(7,
					Node.of("", "", random.nextBoolean() ? "F" : "Relu", List.of(name()), List.of("b")).encode())));
				return;
			default:
				weight();
				return;
		}
		graph.replace(NODE, place, new ProtoWriter().bytes(NODE, node.toBytes()));
	}

	private ProtoWriter attribute(ProtoMessage node) {
		byte[] old = node.all(5).get(random.nextInt(node.count(5)));
		ProtoWriter changed = new ProtoWriter().string(1, texts(ProtoMessage.of(old), 1).get(0));
		if (random.nextBoolean()) return new ProtoWriter().message(5, changed.number(3, number()).number(20, 2));
		for (int count = random.nextInt(6); count > 0; count--)
			changed.number(8, number());
		return new ProtoWriter().message(5, changed.number(20, 7));
	}

	/** Has an operation read the end of a chain, which may read its own end. */
	private void chain(ProtoMessage node, int place) {
		if (node.count(1) == 0) return;
		String type = new String[] { "Add", "Mul", "Cast", "Identity", "Transpose", "Concat", "Reshape" }[random.nextInt(7)];
		String last = random.nextBoolean() ? "chain.0" : name();
		int length = 1 + random.nextInt(60);
		for (int i = length; i > 0; i--) {
			Node link = Node.of("", "", type, type.matches("Add|Mul|Concat|Reshape") ? List.of(last, last) : List.of(last), List
				.of("chain." + (i - 1)));
			graph.insert(NODE, place, new ProtoWriter().message(NODE, type.equals("Cast") ? link.with("to", 1).encode() : link
				.encode()));
			last = "chain." + (i - 1);
		}
		node.replace(1, random.nextInt(node.count(1)), new ProtoWriter().string(1, last));
		graph.replace(NODE, place + length, new ProtoWriter().bytes(NODE, node.toBytes()));
	}

	/** Puts an operation into a branch. */
	private void inner(ProtoMessage node, int place) {
		String result = node.count(2) == 0 ? "" : texts(node, 2).get(0);
		ProtoWriter inner = new ProtoWriter().bytes(1, node.toBytes()).string(2, "inner").bytes(12, ValueInfo.of(random
			.nextInt(4) == 0 ? name() : result, ElementType.FLOAT).encoded());
		for (int depth = random.nextInt(8) == 0 ? 40 : random.nextInt(3); depth > 0; depth--)
			inner = new ProtoWriter().message(1, branch(inner, result, List.of("body"))).string(2, "inner").bytes(12, ValueInfo.of(result,
				ElementType.FLOAT).encoded());
		graph.replace(NODE, place, new ProtoWriter().message(NODE, branch(inner, result, List.of("then_branch",
			"else_branch", "body"))));
	}

	private ProtoWriter branch(ProtoWriter inner, String result, List<String> branches) {
		ProtoWriter node = new ProtoWriter().string(1, name()).string(2, result).string(4, random.nextBoolean() ? "If"
			: "Loop");
		for (String name : branches)
			if (random.nextInt(4) > 0) node.message(5, new ProtoWriter().string(1, name).message(6, inner).number(20, 5));
		return node;
	}

	private void value(int field) {
		if (graph.count(field) == 0) return;
		int place = random.nextInt(graph.count(field));
		String name = texts(ProtoMessage.of(graph.all(field).get(place)), 1).get(0);
		long[] shape = random.longs(random.nextInt(5), 0, NUMBERS.length).map(i -> NUMBERS[(int) i]).toArray();
		ElementType type = ElementType.values()[random.nextInt(ElementType.values().length)];
		graph.replace(field, place, new ProtoWriter().bytes(field, ValueInfo.of(random.nextInt(4) == 0 ? name() : name, type,
			shape).encoded()));
	}

	private void weight() {
		if (graph.count(WEIGHT) == 0) return;
		int place = random.nextInt(graph.count(WEIGHT));
		Weight old;
		try {
			old = Weight.read(ByteBuffer.wrap(graph.all(WEIGHT).get(place)));
		}
		catch (IllegalArgumentException e) {
			// NB: damaged already.
			return;
		}
		String name = random.nextInt(4) == 0 ? name() : old.name();
		ProtoWriter weight;
		switch (random.nextInt(4)) {
			case 0:
				double[] values = random.longs(old.count() > 64 ? 64 : old.count(), 0, NUMBERS.length).mapToDouble(
					i -> NUMBERS[(int) i]).toArray();
				weight = Weight.of(name, ElementType.INT64, values.length == old.count() ? old.shape() : new long[] { 64 }, values)
					.encode("");
				break;
			case 1:
				weight = new ProtoWriter().number(2, old.type().code()).string(8, name);
				for (int dims = random.nextInt(5); dims > 0; dims--)
					weight.number(1, number());
				break;
			case 2:
				weight = Weight.external(name, old.type(), old.shape(), LOCATIONS[random.nextInt(LOCATIONS.length)], number(),
					random.nextBoolean() ? number() : old.count() * old.type().bytes()).encode("");
				break;
			default:
				long[] shape = random.longs(random.nextInt(5), 0, 9).toArray();
				int count = 1;
				for (long size : shape)
					count *= size;
				weight = Weight.of(name, random.nextBoolean() ? ElementType.FLOAT : ElementType.FLOAT16, shape, random.doubles(count)
					.toArray()).encode("");
				break;
		}
		graph.replace(WEIGHT, place, new ProtoWriter().message(WEIGHT, weight));
	}

	private String name() {
		return names.get(random.nextInt(names.size()));
	}

	private long number() {
		return NUMBERS[random.nextInt(NUMBERS.length)];
	}

	private static List<String> texts(ProtoMessage message, int field) {
		List<String> texts = new ArrayList<>();
		for (byte[] text : message.all(field))
			texts.add(new String(text, StandardCharsets.UTF_8));
		return texts;
	}
}
