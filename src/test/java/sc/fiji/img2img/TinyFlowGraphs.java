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
package sc.fiji.img2img;

import static sc.fiji.img2img.TinyFlow.CHANNELS;
import static sc.fiji.img2img.TinyFlow.FACTOR;
import static sc.fiji.img2img.TinyFlow.TOKENS;
import static sc.fiji.img2img.TinyFlow.WIDTH;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;

/** The graphs of {@link TinyFlow}, random but always the same. */
final class TinyFlowGraphs {

	private final OnnxModel model;

	private final Random random = new Random(7);

	private TinyFlowGraphs(String name) {
		model = OnnxModel.create(Path.of(name), 17);
	}

	static OnnxModel encoder() {
		TinyFlowGraphs graph = new TinyFlowGraphs("encoder.onnx");
		graph.input("image", -1, 3, -1, -1);
		graph.node("", "Conv", "latent", "image", graph.floats("w", CHANNELS, 3, FACTOR, FACTOR)).withAll("strides", FACTOR,
			FACTOR);
		return graph.output("latent", -1, CHANNELS, -1, -1);
	}

	static OnnxModel decoder() {
		TinyFlowGraphs graph = new TinyFlowGraphs("decoder.onnx");
		graph.input("latent", -1, CHANNELS, -1, -1);
		graph.node("", "ConvTranspose", "image", "latent", graph.floats("w", CHANNELS, 3, FACTOR, FACTOR)).withAll("strides",
			FACTOR, FACTOR);
		return graph.output("image", -1, 3, -1, -1);
	}

	static OnnxModel text() {
		TinyFlowGraphs graph = new TinyFlowGraphs("text.onnx");
		graph.model.graph().inputs().add(ValueInfo.of("ids", ElementType.INT64, -1, TOKENS));
		graph.node("", "Gather", "words", graph.floats("table", 32, WIDTH), "ids");
		return graph.output("words", -1, TOKENS, WIDTH);
	}

	/** tanh(conv(latents) + mean over the tokens of mix(words) + time / 1000) */
	static OnnxModel mixer() {
		TinyFlowGraphs graph = new TinyFlowGraphs("mixer.onnx");
		graph.input("latents", -1, CHANNELS, -1, -1);
		graph.input("time", -1);
		graph.input("words", -1, TOKENS, WIDTH);
		graph.node("/conv/Conv", "Conv", "seen", "latents", graph.floats("conv.weight", CHANNELS, CHANNELS, 3, 3)).withAll(
			"pads", 1, 1, 1, 1);
		graph.node("/mix/MatMul", "MatMul", "mixed", "words", graph.floats("mix.weight.turned", WIDTH, CHANNELS));
		graph.node("", "ReduceMean", "mean", "mixed").withAll("axes", 1).with("keepdims", 0);
		graph.node("", "Reshape", "said", "mean", graph.integers("four", -1, CHANNELS, 1, 1));
		graph.node("", "Reshape", "turn", "time", graph.integers("one", -1, 1, 1, 1));
		graph.node("", "Div", "share", "turn", graph.put(Weight.of("thousand", ElementType.FLOAT, new long[0], 1000)));
		graph.node("", "Add", "told", "said", "share");
		graph.node("", "Add", "sum", "seen", "told");
		graph.node("", "Tanh", "flow", "sum");
		return graph.output("flow", -1, CHANNELS, -1, -1);
	}

	private Node node(String name, String type, String output, String... inputs) {
		Node node = Node.of(name, "", type, List.of(inputs), List.of(output));
		model.graph().nodes().add(node);
		return node;
	}

	private void input(String name, long... shape) {
		model.graph().inputs().add(ValueInfo.of(name, ElementType.FLOAT, shape));
	}

	private OnnxModel output(String name, long... shape) {
		model.graph().outputs().add(ValueInfo.of(name, ElementType.FLOAT, shape));
		return model;
	}

	private String floats(String name, long... shape) {
		int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
		return put(Weight.of(name, ElementType.FLOAT, shape, random.doubles(count, -0.3, 0.3).toArray()));
	}

	private String integers(String name, double... values) {
		return put(Weight.of(name, ElementType.INT64, new long[] { values.length }, values));
	}

	private String put(Weight weight) {
		model.graph().weights().put(weight.name(), weight);
		return weight.name();
	}
}
