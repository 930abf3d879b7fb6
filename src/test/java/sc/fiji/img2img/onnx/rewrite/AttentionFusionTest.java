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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.StackedAttention;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** Every attention of a UNet becomes one operation, and the answers stay the same. */
@Tag("slow")
class AttentionFusionTest {

	private static final double TOLERANCE = 3e-6;

	@ParameterizedTest
	@ValueSource(strings = { "sd15", "sd2", "sdxl", "sdxl_refiner", "inpaint9", "lcm", "layouts/optimum",
		"layouts/optimum_2023", "layouts/diffusers_script", "layouts/dynamo", "layouts/external", "layouts/loose",
		"layouts/fp16", "layouts/fixed" })
	void everyAttentionOfEveryLayoutIsFused(String name) throws IOException {
		OnnxModel model = unet(name);
		long attentions = count(model, "Softmax");
		assertTrue(attentions > 0);
		new AttentionFusion().apply(model);
		assertEquals(attentions, count(model, "MultiHeadAttention"));
		assertEquals(0, count(model, "Softmax"));
	}

	@ParameterizedTest
	@CsvSource({ "sd15, 1, 8, 8, 77", "sd15, 2, 8, 16, 77", "sd15, 3, 24, 8, 154", "sd2, 2, 8, 8, 77",
		"sdxl, 2, 8, 12, 77", "sdxl_refiner, 3, 4, 8, 77", "inpaint9, 2, 8, 8, 77", "lcm, 2, 8, 8, 77",
		"layouts/optimum, 5, 7, 3, 1", "layouts/optimum, 2, 1, 1, 231", "layouts/optimum_2023, 2, 6, 8, 77",
		"layouts/diffusers_script, 3, 6, 8, 77", "layouts/dynamo, 2, 6, 8, 77", "layouts/dynamo, 3, 5, 9, 154",
		"layouts/external, 2, 6, 8, 77", "layouts/loose, 2, 6, 8, 77", "layouts/fixed, 1, 6, 8, 77" })
	void answersStayTheSame(String name, int batch, int height, int width, int tokens) throws IOException {
		assertSameAnswers(unet(name), unet(name), batch, height, width, tokens, TOLERANCE);
	}

	@Test
	void answersInHalfPrecisionStayTheSameWithinIt() throws IOException {
		assertSameAnswers(unet("layouts/fp16"), unet("layouts/fp16"), 2, 6, 8, 77, 5e-3);
	}

	@Test
	void projectionsKeepTheirNames() throws IOException {
		OnnxModel model = unet("sd15");
		List<String> before = projections(model);
		new AttentionFusion().apply(model);
		assertEquals(14 * 4, before.size());
		assertEquals(before, projections(model));
	}

	/** A branch on a projection, as a LoRA makes it, stays between the projection and the attention. */
	@Test
	void whatIsAddedToAProjectionIsKept() throws IOException {
		OnnxModel plain = unet("sd15");
		OnnxModel fused = unet("sd15");
		addBranches(plain);
		addBranches(fused);
		assertSameAnswers(plain, fused, 2, 8, 8, 77, TOLERANCE);
		assertEquals(14, count(fused, "MultiHeadAttention"));
		Tensor with = answer(fused, 2, 8, 8, 77);
		Tensor without = answer(unet("sd15"), 2, 8, 8, 77);
		assertTrue(distance(with, without) > 1e-3, "the branches change the answer");
	}

	/** A scale that is not the usual one becomes the operation's attribute. */
	@Test
	void anUnusualScaleIsKept() throws IOException {
		OnnxModel plain = unet("layouts/dynamo");
		OnnxModel fused = unet("layouts/dynamo");
		scaleScores(plain, 0.3);
		scaleScores(fused, 0.3);
		assertSameAnswers(plain, fused, 2, 6, 8, 77, TOLERANCE);
		assertEquals(8, count(fused, "MultiHeadAttention"));
		assertTrue(distance(answer(fused, 2, 6, 8, 77), answer(unet("layouts/dynamo"), 2, 6, 8, 77)) > 1e-5);
	}

	@Test
	void maskedAttentionIsLeftAlone() throws IOException {
		OnnxModel model = OnnxModel.read(TestModels.get("sd15").resolve("text_encoder").resolve("model.onnx"));
		List<String> before = describe(model);
		assertTrue(count(model, "Softmax") > 0);
		new AttentionFusion().apply(model);
		assertEquals(before, describe(model));
	}

	@Test
	void attentionWhoseProbabilitiesAreReadElsewhereIsLeftAlone() throws IOException {
		OnnxModel model = unet("sd15");
		Node softmax = first(model, "Softmax");
		model.graph().nodes().add(Node.of("watch", "", "Identity", softmax.outputs(), List.of("probabilities")));
		model.graph().outputs().add(ValueInfo.of("probabilities", ElementType.FLOAT, -1, -1, -1, -1));
		new AttentionFusion().apply(model);
		assertEquals(13, count(model, "MultiHeadAttention"));
		assertEquals(1, count(model, "Softmax"));
	}

	/** Keys that were not transposed, or a Softmax along another axis, are no attention. */
	@Test
	void whatOnlyLooksLikeAnAttentionIsLeftAlone() throws IOException {
		OnnxModel wrongAxis = unet("sd15");
		first(wrongAxis, "Softmax").with("axis", 1);
		new AttentionFusion().apply(wrongAxis);
		assertEquals(13, count(wrongAxis, "MultiHeadAttention"));

		OnnxModel swapped = unet("sd15");
		Node product = swapped.graph().producers().get(first(swapped, "Softmax").inputs().get(0));
		product.inputs().set(1, product.inputs().get(0));
		new AttentionFusion().apply(swapped);
		assertEquals(13, count(swapped, "MultiHeadAttention"));
	}

	@Test
	void fusingTwiceChangesNothingMore() throws IOException {
		OnnxModel model = unet("sd15");
		new AttentionFusion().apply(model);
		List<String> once = describe(model);
		new AttentionFusion().apply(model);
		assertEquals(once, describe(model));
	}

	/** Exports of before PyTorch 2 have batch and heads in one axis, and add nothing by baddbmm. */
	@Test
	void attentionWithBatchAndHeadsInOneAxisIsFused(@TempDir Path folder) throws IOException {
		Path file = StackedAttention.write(folder);
		OnnxModel fused = OnnxModel.read(file);
		new AttentionFusion().apply(fused);
		assertEquals(1, count(fused, "MultiHeadAttention"));
		assertEquals(0, count(fused, "Softmax"));
		Map<String, Tensor> feeds = Map.of("query", random(1, 2, 9, 12), "context", random(2, 2, 5, 12));
		assertTrue(distance(run(fused, feeds), run(OnnxModel.read(file), feeds)) <= TOLERANCE);
	}

	// -- Helper methods --

	private static void assertSameAnswers(OnnxModel plain, OnnxModel fused, int batch, int height, int width, int tokens,
		double tolerance) throws IOException
	{
		new AttentionFusion().apply(fused);
		assertTrue(count(fused, "MultiHeadAttention") > 0);
		Tensor expected = answer(plain, batch, height, width, tokens);
		Tensor actual = answer(fused, batch, height, width, tokens);
		assertArrayEquals(expected.shape(), actual.shape());
		double difference = distance(actual, expected);
		assertTrue(difference <= tolerance, "relative L2 " + difference);
	}

	private static Tensor answer(OnnxModel model, int batch, int height, int width, int tokens) throws IOException {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		for (ValueInfo input : model.graph().inputs()) {
			long[] shape = new long[input.rank()];
			for (int i = 0; i < shape.length; i++)
				shape[i] = input.dim(i) > 0 ? input.dim(i) : i == 0 ? batch : shape.length < 4 ? tokens : i == 2 ? height : width;
			feeds.put(input.name(), input.name().equals("timestep") ? constant(501, shape) : random(feeds.size(), shape));
		}
		return run(model, feeds);
	}

	private static Tensor run(OnnxModel model, Map<String, Tensor> feeds) throws IOException {
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			return session.run(feeds, new Cancellation()).values().iterator().next();
		}
	}

	private static Tensor random(long seed, long... shape) {
		Tensor tensor = constant(0, shape);
		Random random = new Random(seed);
		for (int i = 0; i < tensor.data().length; i++)
			tensor.data()[i] = (float) random.nextGaussian();
		return tensor;
	}

	private static Tensor constant(float value, long... shape) {
		int count = 1;
		for (long size : shape)
			count *= size;
		float[] data = new float[count];
		Arrays.fill(data, value);
		return Tensor.of(data, shape);
	}

	private static double distance(Tensor actual, Tensor expected) {
		return RelativeL2.of(actual.data(), expected.data());
	}

	private static OnnxModel unet(String name) throws IOException {
		return OnnxModel.read(TestModels.get(name).resolve("unet").resolve("model.onnx"));
	}

	private static long count(OnnxModel model, String type) {
		return model.graph().nodes().stream().filter(node -> node.type().equals(type)).count();
	}

	private static Node first(OnnxModel model, String type) {
		return model.graph().nodes().stream().filter(node -> node.type().equals(type)).findFirst().orElseThrow();
	}

	private static List<String> describe(OnnxModel model) {
		return model.graph().nodes().stream().map(node -> node + " " + node.inputs() + node.outputs()).collect(Collectors
			.toList());
	}

	private static List<String> projections(OnnxModel model) {
		return model.graph().nodes().stream().map(Node::name).filter(name -> name.matches(
			".*/to_(q|k|v|out\\.0)/MatMul")).collect(Collectors.toList());
	}

	/** Adds to each query, key and value a multiple of its projection's result. */
	private static void addBranches(OnnxModel model) {
		Graph graph = model.graph();
		graph.weights().put("branch.scale", Weight.of("branch.scale", ElementType.FLOAT, new long[0], 0.7));
		for (Node node : new ArrayList<>(graph.nodes())) {
			if (!node.name().matches(".*/to_[qkv]/MatMul")) continue;
			String result = node.outputs().get(0);
			node.outputs().set(0, result + ".base");
			int place = graph.nodes().indexOf(node) + 1;
			graph.nodes().add(place, Node.of("", "", "Tanh", List.of(result + ".base"), List.of(result + ".tanh")));
			graph.nodes().add(place + 1, Node.of("", "", "Mul", List.of(result + ".tanh", "branch.scale"), List.of(result +
				".branch")));
			graph.nodes().add(place + 2, Node.of("", "", "Add", List.of(result + ".base", result + ".branch"), List.of(
				result)));
		}
	}

	/** Multiplies the scores of every attention. */
	private static void scaleScores(OnnxModel model, double factor) {
		Graph graph = model.graph();
		graph.weights().put("score.scale", Weight.of("score.scale", ElementType.FLOAT, new long[0], factor));
		for (Node node : new ArrayList<>(graph.nodes())) {
			if (!node.type().equals("Softmax")) continue;
			String scores = node.inputs().get(0);
			node.inputs().set(0, scores + ".scaled");
			graph.nodes().add(graph.nodes().indexOf(node), Node.of("", "", "Mul", List.of(scores, "score.scale"), List.of(
				scores + ".scaled")));
		}
	}
}
