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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** LoRAs of every type by LyCORIS and peft give the answers that these give themselves, in the graphs of every exporter. */
@Tag("slow")
class LoraTypesTest {

	static final Path GOLDENS = Path.of("src", "test", "resources", "goldens", "lora");

	@TempDir
	static Path folder;

	@TestFactory
	Stream<DynamicTest> answers() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		try (SafeTensors golden = SafeTensors.open(GOLDENS.resolve("golden.safetensors"))) {
			for (String key : golden.names()) {
				if (!key.contains(".")) continue;
				for (String exporter : List.of("layouts/optimum", "layouts/dynamo", "layouts/diffusers_script", "unfolded", "flat",
					"layouts/fp16"))
				{
					// NB: without paths, folding leaves a group normalisation no name.
					if (exporter.equals("flat") && (key.startsWith("full_norm") || !key.endsWith(".1.0"))) continue;
					tests.add(dynamicTest(key + " in " + exporter, () -> {
						for (LoraForm form : LoraForm.values())
							check(model(exporter, folder), key, form, exporter.endsWith("fp16") ? 2e-2 : 1e-5);
					}));
				}
			}
		}
		return tests.stream();
	}

	@Test
	void decomposedWeightsGoPartOfTheWay() throws IOException {
		for (String name : List.of("dora_in", "dora_out", "peft_dora")) {
			LoraFile file = LoraFile.open(GOLDENS.resolve(name + ".safetensors"));
			double[] original = weight(file, 0);
			double[] whole = weight(file, 1);
			for (double share : new double[] { 0.5, -0.4, 1.3 }) {
				double[] part = weight(file, share);
				for (int i = 0; i < part.length; i++)
					assertEquals(original[i] + share * (whole[i] - original[i]), part[i], 1e-6, name);
			}
		}
	}

	private static double[] weight(LoraFile file, double share) throws IOException {
		OnnxModel model = model("layouts/optimum", folder);
		LoraRewrite.of(Part.UNET, List.of(Lora.of(file, share))).apply(model);
		return GraphModules.of(model).find("mid_block_attentions_0_transformer_blocks_0_attn1_to_q").weight().read(model);
	}

	@Test
	void rowsOfABatchHaveWeightsOfTheirOwn() throws IOException {
		LoraFile file = LoraFile.open(GOLDENS.resolve("locon.safetensors"));
		double[] weights = { -0.5, 1 };
		for (LoraForm form : List.of(LoraForm.BRANCHES, LoraForm.IN_WEIGHTS)) {
			OnnxModel model = model("layouts/optimum", folder);
			LoraRewrite rewrite = form.put(model, Part.UNET, List.of(Lora.ofRows(file, weights, weights)));
			assertEquals(form == LoraForm.IN_WEIGHTS, model.graph().nodes().stream().anyMatch(node -> node.type().equals(
				"MatMul") && node.input(1).endsWith("/3")));
			float[] both = answer(model, LoraWeights.shared(rewrite.feeds(0, 1)));
			int row = both.length / 2;
			try (SafeTensors golden = SafeTensors.open(GOLDENS.resolve("golden.safetensors"))) {
				for (int i = 0; i < 2; i++) {
					float[] expected = Arrays.copyOfRange(golden.floats("locon." + weights[i]), i * row, (i + 1) * row);
					double error = RelativeL2.of(Arrays.copyOfRange(both, i * row, (i + 1) * row), expected);
					assertTrue(error <= 1e-5, form + ", row " + i + ": relative L2 " + error);
				}
			}
		}
	}

	@Test
	void aGraphFusedForAnotherProgramIsRefusedWithTheReason() throws IOException {
		ModelDirectory fused = ModelDirectory.open(TestModels.get("layouts/nhwc_conv"));
		IOException e = assertThrows(IOException.class, () -> Coverage.of(Architectures.of(fused).loras(), LoraFile.open(GOLDENS.resolve(
			"locon.safetensors"))).require());
		assertTrue(e.getMessage().contains("com.microsoft.NhwcConv"), e.getMessage());
	}

	/** Compares what a UNet answers with the answer of that name, LORA.WEIGHT; changes the model. */
	static void check(OnnxModel model, String key, LoraForm form, double tolerance) throws IOException {
		LoraFile file = LoraFile.open(GOLDENS.resolve(key.substring(0, key.indexOf('.')) + ".safetensors"));
		double weight = Double.parseDouble(key.substring(key.indexOf('.') + 1));
		assertTrue(MatchedModules.of(file, Part.UNET, GraphModules.of(model)).missing().isEmpty());
		LoraRewrite rewrite = form.put(model, Part.UNET, List.of(Lora.of(file, weight)));
		float[] actual = answer(model, LoraWeights.shared(rewrite.feeds(0, 0)));
		try (SafeTensors golden = SafeTensors.open(GOLDENS.resolve("golden.safetensors"))) {
			double error = RelativeL2.of(actual, golden.floats(key));
			assertTrue(error <= tolerance, form + ": relative L2 " + error);
		}
	}

	private static float[] answer(OnnxModel model, Map<String, Tensor> weights) throws IOException {
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			Map<String, Tensor> feeds = new LinkedHashMap<>(weights);
			feeds.putAll(inputs(session));
			return session.run(feeds, new Cancellation()).values().iterator().next().data();
		}
	}

	private static Map<String, Tensor> inputs(OnnxSession session) throws IOException {
		Map<String, Tensor> inputs = new LinkedHashMap<>();
		try (SafeTensors golden = SafeTensors.open(GOLDENS.resolve("golden.safetensors"))) {
			for (String name : List.of("sample", "encoder_hidden_states"))
				inputs.put(name, Tensor.of(golden.floats(name), golden.shape(name)));
			float timestep = golden.floats("timestep")[0];
			boolean scalar = session.input("timestep").rank() == 0;
			// NB: some exporters want a timestep for all rows, some one for each.
			int count = session.input("timestep").type().name().startsWith("INT") ? 1 : 2;
			inputs.put("timestep", scalar ? Tensor.of(new float[] { timestep }) : count == 1 ? Tensor.of(new float[] {
				timestep }, 1) : Tensor.of(new float[] { timestep, timestep }, 2));
		}
		return inputs;
	}

	/**
	 * A graph, to be changed at will.
	 *
	 * @param folder where it may be unpacked, and must stay
	 */
	static OnnxModel model(String exporter, Path folder) throws IOException {
		if (exporter.startsWith("layouts")) return ModelDirectory.open(TestModels.get(exporter)).component(ModelDirectory.UNET)
			.read();
		Path file = folder.resolve(exporter + ".onnx");
		if (!Files.exists(file)) try (InputStream in = new GZIPInputStream(Files.newInputStream(GOLDENS.resolve(exporter +
			".onnx.gz"))))
		{
			Files.copy(in, file);
		}
		return OnnxModel.read(file);
	}
}
