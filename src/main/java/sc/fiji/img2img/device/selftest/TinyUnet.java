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
package sc.fiji.img2img.device.selftest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The network that devices are tested with: the kinds of layers that diffusion models have, with weights from a seed.
 * <p>
 * Inputs as a UNet's: sample [B, 4, h, w], timestep [1], encoder_hidden_states [B, tokens, 16]; output [B, 4, h, w]; h and
 * w are even. Its operations are written the way exporters write them. One object makes one graph; not thread-safe.
 * </p>
 */
final class TinyUnet {

	private static final int GROUPS = 8;
	private static final int HEADS = 4;
	private static final int CONTEXT = 16;
	private static final int TOKENS = 77;
	private static final int BATCH = 2;

	private final Random random = new Random(42);

	private final OnnxModel model = OnnxModel.create(Path.of("self-test"), 17);

	private final Graph graph = model.graph();

	private final int channels;

	private TinyUnet(int channels) {
		this.channels = channels;
	}

	/**
	 * The network with a change.
	 *
	 * @param channels how wide it is, a multiple of 8
	 */
	static OnnxModel create(int channels, GraphRewrite change) throws IOException {
		TinyUnet unet = new TinyUnet(channels);
		unet.build();
		change.apply(unet.model);
		return unet.model;
	}

	/**
	 * What it is asked.
	 *
	 * @param latent height and width of the sample, an even number
	 */
	static Map<String, Tensor> feeds(int latent) {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		feeds.put("sample", wave(BATCH, 4, latent, latent));
		feeds.put("timestep", Tensor.of(new float[] { 501 }, 1));
		feeds.put("encoder_hidden_states", wave(BATCH, TOKENS, CONTEXT));
		return feeds;
	}

	// -- Helper methods --

	private static Tensor wave(long... shape) {
		int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
		float[] data = new float[count];
		for (int i = 0; i < count; i++)
			data[i] = (float) Math.sin(i);
		return Tensor.of(data, shape);
	}

	private void build() {
		graph.inputs().add(ValueInfo.of("sample", ElementType.FLOAT, -1, 4, -1, -1));
		graph.inputs().add(ValueInfo.of("timestep", ElementType.FLOAT, 1));
		graph.inputs().add(ValueInfo.of("encoder_hidden_states", ElementType.FLOAT, -1, -1, CONTEXT));
		graph.outputs().add(ValueInfo.of("out_sample", ElementType.FLOAT, -1, 4, -1, -1));
		String time = embedding();
		String entry = convolution("conv_in", "sample", 4, channels, 3, 1);
		String residual = block("down", entry, channels, time);
		String half = convolution("downsample", residual, channels, channels, 3, 2);
		String middle = transformer(half);
		Node resize = Node.of("upsample", "", "Resize", List.of(middle, "", integers("scales", true, 1, 1, 2, 2)), List.of(
			"upsample")).with("mode", "nearest").with("coordinate_transformation_mode", "asymmetric").with("nearest_mode",
				"floor");
		graph.nodes().add(resize);
		Node concat = Node.of("skip", "", "Concat", List.of("upsample", residual), List.of("skip")).with("axis", 1);
		graph.nodes().add(concat);
		String up = block("up", "skip", 2 * channels, time);
		String last = convolution("conv_out", silu("norm_out", groupNorm("norm_out", up, channels)), channels, 4, 3, 1);
		graph.nodes().add(Node.of("out", "", "Identity", List.of(last), List.of("out_sample")));
	}

	/** The sines and cosines of the timestep, through two layers: [1, channels, 1, 1]. */
	private String embedding() {
		double[] frequencies = new double[channels / 2];
		for (int i = 0; i < frequencies.length; i++)
			frequencies[i] = Math.exp(-Math.log(10000) * i / frequencies.length);
		String table = constant("frequencies", new long[] { 1, frequencies.length }, frequencies);
		String row = node("time_row", "Reshape", "timestep", integers("time_row.shape", false, 1, 1));
		String angles = node("angles", "Mul", row, table);
		graph.nodes().add(Node.of("time", "", "Concat", List.of(node("cos", "Cos", angles), node("sin", "Sin", angles)), List
			.of("time")).with("axis", -1));
		String hidden = linear("time.2", silu("time.1", linear("time.1", "time", channels, channels)), channels, channels);
		return node("time.4d", "Reshape", silu("time.3", hidden), integers("time.4d.shape", false, 1, channels, 1, 1));
	}

	/** Normalisation and convolution twice, with the timestep added between, around which the input goes. */
	private String block(String name, String input, int entering, String time) {
		String first = convolution(name + ".conv1", silu(name + ".1", groupNorm(name + ".norm1", input, entering)), entering,
			channels, 3, 1);
		String timed = node(name + ".timed", "Add", first, time);
		String second = convolution(name + ".conv2", silu(name + ".2", groupNorm(name + ".norm2", timed, channels)), channels,
			channels, 3, 1);
		return node(name + ".sum", "Add", convolution(name + ".shortcut", input, entering, channels, 1, 1), second);
	}

	/** Self-attention, cross-attention and a gated layer over the pixels. */
	private String transformer(String input) {
		String shape = node("pixels", "Shape", input);
		String flat = node("flat", "Reshape", input, integers("flat.shape", false, 0, channels, -1));
		String tokens = transpose("tokens", flat, 0, 2, 1);
		String own = layerNorm("norm1", tokens);
		tokens = node("self.sum", "Add", tokens, attention("self", own, own, channels));
		String asking = layerNorm("norm2", tokens);
		tokens = node("cross.sum", "Add", tokens, attention("cross", asking, "encoder_hidden_states", CONTEXT));
		tokens = node("gated.sum", "Add", tokens, gated(layerNorm("norm3", tokens)));
		return node("unflat", "Reshape", transpose("channels", tokens, 0, 2, 1), shape);
	}

	private String attention(String name, String queries, String keys, int keySize) {
		String q = heads(name + ".q", product(name + ".to_q", queries, channels, channels), 0, 2, 1, 3);
		String k = heads(name + ".k", product(name + ".to_k", keys, keySize, channels), 0, 2, 3, 1);
		String v = heads(name + ".v", product(name + ".to_v", keys, keySize, channels), 0, 2, 1, 3);
		String scale = constant(name + ".scale", new long[0], 1 / Math.sqrt(channels / HEADS));
		String scores = node(name + ".scores", "Mul", node(name + ".qk", "MatMul", q, k), scale);
		graph.nodes().add(Node.of(name + ".softmax", "", "Softmax", List.of(scores), List.of(name + ".softmax")).with("axis",
			-1));
		String mixed = transpose(name + ".mixed", node(name + ".av", "MatMul", name + ".softmax", v), 0, 2, 1, 3);
		String merged = node(name + ".merged", "Reshape", mixed, integers(name + ".merged.shape", false, 0, -1, channels));
		return linear(name + ".to_out", merged, channels, channels);
	}

	private String heads(String name, String value, long... order) {
		return transpose(name, node(name + ".split", "Reshape", value, integers(name + ".split.shape", false, 0, -1, HEADS,
			channels / HEADS)), order);
	}

	/** A layer of twice the width, one half of which gates the other through GELU. */
	private String gated(String value) {
		String wide = linear("gated.wide", value, channels, 4 * channels);
		graph.nodes().add(Node.of("gated.halves", "", "Split", List.of(wide), List.of("gated.value", "gated.gate")).with(
			"axis", -1));
		String scaled = node("gated.scaled", "Mul", "gated.gate", constant("gated.root", new long[0], Math.sqrt(0.5)));
		String bell = node("gated.bell", "Add", node("gated.erf", "Erf", scaled), constant("gated.one", new long[0], 1));
		String gelu = node("gated.gelu", "Mul", node("gated.product", "Mul", "gated.gate", bell), constant("gated.half",
			new long[0], 0.5));
		return linear("gated.narrow", node("gated.open", "Mul", "gated.value", gelu), 2 * channels, channels);
	}

	private String groupNorm(String name, String value, int size) {
		String shape = node(name + ".of", "Shape", value);
		String groups = node(name + ".groups", "Reshape", value, integers(name + ".shape", false, 0, GROUPS, -1));
		String ones = constant(name + ".ones", new long[] { GROUPS }, filled(GROUPS, 1));
		String zeros = constant(name + ".zeros", new long[] { GROUPS }, filled(GROUPS, 0));
		graph.nodes().add(Node.of(name, "", "InstanceNormalization", List.of(groups, ones, zeros), List.of(name)).with(
			"epsilon", 1e-5f));
		String back = node(name + ".back", "Reshape", name, shape);
		String gain = node(name + ".gained", "Mul", back, noise(name + ".gain", 1, size, 1, 1));
		return node(name + ".shifted", "Add", gain, noise(name + ".bias", 1, size, 1, 1));
	}

	private String layerNorm(String name, String value) {
		graph.nodes().add(Node.of(name, "", "LayerNormalization", List.of(value, noise(name + ".gain", channels), noise(name +
			".bias", channels)), List.of(name)).with("axis", -1).with("epsilon", 1e-5f));
		return name;
	}

	private String silu(String name, String value) {
		return node(name + ".silu", "Mul", value, node(name + ".sigmoid", "Sigmoid", value));
	}

	private String linear(String name, String value, int from, int to) {
		return node(name + ".biased", "Add", product(name, value, from, to), noise(name + ".bias", to));
	}

	private String product(String name, String value, int from, int to) {
		return node(name, "MatMul", value, noise(name + ".weight", from, to));
	}

	private String convolution(String name, String value, int from, int to, int kernel, int stride) {
		int border = kernel / 2;
		graph.nodes().add(Node.of(name, "", "Conv", List.of(value, noise(name + ".weight", to, from, kernel, kernel), noise(
			name + ".bias", to)), List.of(name)).withAll("kernel_shape", kernel, kernel).withAll("strides", stride, stride)
			.withAll("pads", border, border, border, border));
		return name;
	}

	private String transpose(String name, String value, long... order) {
		graph.nodes().add(Node.of(name, "", "Transpose", List.of(value), List.of(name)).withAll("perm", order));
		return name;
	}

	private String node(String name, String operator, String... inputs) {
		graph.nodes().add(Node.of(name, "", operator, List.of(inputs), List.of(name)));
		return name;
	}

	/** Random numbers that keep the size of what goes through. */
	private String noise(String name, int... shape) {
		int fan = 1;
		for (int i = shape.length == 2 ? 0 : 1; i < (shape.length == 2 ? 1 : shape.length); i++)
			fan *= shape[i];
		int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
		double[] values = new double[count];
		for (int i = 0; i < count; i++)
			values[i] = random.nextGaussian() / Math.sqrt(fan);
		return constant(name, Arrays.stream(shape).asLongStream().toArray(), values);
	}

	private String constant(String name, long[] shape, double... values) {
		graph.weights().put(name, Weight.of(name, ElementType.FLOAT, shape, values));
		return name;
	}

	private String integers(String name, boolean floats, double... values) {
		graph.weights().put(name, Weight.of(name, floats ? ElementType.FLOAT : ElementType.INT64, new long[] {
			values.length }, values));
		return name;
	}

	private static double[] filled(int count, double value) {
		double[] values = new double[count];
		Arrays.fill(values, value);
		return values;
	}
}
