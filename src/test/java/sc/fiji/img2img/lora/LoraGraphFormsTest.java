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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** LoRAs find their places in graphs however these store and name their weights. */
@Tag("slow")
class LoraGraphFormsTest {

	/** They change matrix products and convolutions only. */
	private static final List<String> PRODUCTS = List.of("locon.1.0", "locon_mid.-0.5", "peft_dora.1.0", "peft_ia3.1.0");

	private static final List<String> UNET_LORAS = Stream.concat(PRODUCTS.stream(), Stream.of("full_norm.0.6")).collect(
		Collectors.toList());

	private static final String ATTENTION = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.";

	@TempDir
	static Path folder;

	@TestFactory
	Stream<DynamicTest> weightsOf16BitsThatTheGraphConverts() {
		List<DynamicTest> tests = new ArrayList<>();
		for (String exporter : List.of("layouts/optimum", "layouts/dynamo", "unfolded", "flat"))
			for (String key : exporter.equals("flat") ? PRODUCTS : UNET_LORAS)
				tests.add(dynamicTest(key + " in " + exporter, () -> {
					for (LoraForm form : LoraForm.values()) {
						OnnxModel model = LoraTypesTest.model(exporter, folder);
						GraphForms.halve(model);
						LoraTypesTest.check(model, key, form, 1e-5);
					}
				}));
		return tests.stream();
	}

	@TestFactory
	Stream<DynamicTest> matrixProductsOfRankTwo() {
		return UNET_LORAS.stream().map(key -> dynamicTest(key, () -> {
			for (LoraForm form : LoraForm.values()) {
				OnnxModel model = LoraTypesTest.model("layouts/optimum", folder);
				assertTrue(GraphForms.splitGemms(model) > 0);
				LoraTypesTest.check(model, key, form, 1e-5);
			}
		}));
	}

	@TestFactory
	Stream<DynamicTest> textEncoders() {
		List<DynamicTest> tests = new ArrayList<>();
		for (String exporter : List.of("text_dynamo", "text_unfolded"))
			for (boolean halved : new boolean[] { false, true })
				for (double weight : new double[] { 1, 1.3, -0.8 })
					tests.add(dynamicTest(exporter + (halved ? " halved" : "") + " at " + weight, () -> {
						for (LoraForm form : LoraForm.values())
							checkText(exporter, halved, weight, form);
					}));
		return tests.stream();
	}

	@Test
	void projectionsWithoutNamesAreFoundByTheirPlace() throws IOException {
		GraphModules expected = GraphModules.of(LoraTypesTest.model("unfolded", folder));
		GraphModules actual = GraphModules.of(LoraTypesTest.model("flat", folder));
		for (String block : List.of("down_blocks_0", "mid_block", "up_blocks_0"))
			for (String layer : List.of("attn1_to_q", "attn1_to_k", "attn1_to_v", "attn2_to_q", "attn2_to_k", "attn2_to_v")) {
				String path = block + "_attentions_0_transformer_blocks_0_" + layer;
				assertArrayEquals(expected.find(path).weight().shape(), actual.find(path).weight().shape(), path);
			}
	}

	@Test
	void aWeightThatModulesShareChangesForOneOnly() throws IOException {
		String block = ATTENTION.replace('.', '_');
		for (String exporter : List.of("layouts/optimum", "layouts/dynamo")) {
			OnnxModel model = LoraTypesTest.model(exporter, folder);
			GraphModules graph = GraphModules.of(model);
			graph.find(block + "to_k").sites().get(0).operation.inputs().set(1, graph.find(block + "to_q").sites().get(
				0).operation.inputs().get(1));
			GraphModule shared = GraphModules.of(model).find(block + "to_k");
			double[] original = shared.weight().read(model);
			long[] shape = shared.weight().shape();
			LoraFile file = LoraFile.open(new LoraBytes().add("lora_unet_" + block + "to_k.lora_down.weight", 1, 1, (int) shape[1])
				.add("lora_unet_" + block + "to_k.lora_up.weight", 2, (int) shape[0], 1).write(folder.resolve("shared.safetensors")));
			MergedLoras.into(model, Part.UNET, Lora.of(file, 1));
			GraphModules changed = GraphModules.of(model);
			assertArrayEquals(original, changed.find(block + "to_q").weight().read(model));
			double[] expected = Arrays.stream(original).map(value -> value + 2).toArray();
			assertArrayEquals(expected, changed.find(block + "to_k").weight().read(model), 1e-6);
		}
	}

	@Test
	void whereNothingTellsTheModulesTheReasonIsGiven() throws IOException {
		GraphModules text = GraphModules.of(LoraTypesTest.model("text_flat", folder));
		MatchedModules matches = MatchedModules.of(textLora(), Part.TEXT_ENCODER_2, text);
		assertEquals(List.of("lora_te2_text_projection"), matches.missing().stream().map(LoraModule::toString).collect(
			Collectors.toList()));
		assertTrue(text.peculiarity().contains("nothing in the graph tells the modules of"), text.peculiarity());
		OnnxModel model = LoraTypesTest.model("flat", folder);
		String bias = model.graph().weights().keySet().stream().filter(name -> name.endsWith(ATTENTION + "to_out.0.bias"))
			.findFirst().orElseThrow();
		GraphForms.rename(model, bias, "1234");
		GraphModules unet = GraphModules.of(model);
		for (String lost : List.of("to_q", "to_k", "to_v", "to_out_0"))
			assertNull(unet.find(ATTENTION.replace('.', '_') + lost), lost);
		assertTrue(unet.peculiarity().contains("export the model again, with PyTorch 1.13 or later"), unet.peculiarity());
	}

	private static void checkText(String exporter, boolean halved, double weight, LoraForm form) throws IOException {
		OnnxModel model = LoraTypesTest.model(exporter, folder);
		if (halved) GraphForms.halve(model);
		assertTrue(MatchedModules.of(textLora(), Part.TEXT_ENCODER_2, GraphModules.of(model)).missing().isEmpty());
		Lora lora = Lora.of(textLora(), weight);
		LoraRewrite rewrite = form.put(model, Part.TEXT_ENCODER_2, List.of(lora));
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU);
			SafeTensors golden = SafeTensors.open(LoraTypesTest.GOLDENS.resolve("text.safetensors")))
		{
			Map<String, Tensor> feeds = new LinkedHashMap<>(rewrite.feeds(0));
			feeds.put("input_ids", Tensor.of(golden.floats("input_ids"), golden.shape("input_ids")));
			Map<String, Tensor> answers = session.run(feeds, new Cancellation());
			for (String output : List.of("text_embeds", "last_hidden_state")) {
				double error = RelativeL2.of(answers.get(output).data(), golden.floats(weight + "." + output));
				assertTrue(error <= 2e-6, output + " " + form + ": relative L2 " + error);
			}
		}
	}

	private static LoraFile textLora() throws IOException {
		return LoraFile.open(LoraTypesTest.GOLDENS.resolve("text_lora.safetensors"));
	}
}
