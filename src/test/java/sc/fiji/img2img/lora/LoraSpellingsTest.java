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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;

/** A LoRA changes the same weights by the same amounts whatever words its file uses. */
@Tag("slow")
class LoraSpellingsTest {

	private static final String SGM = "lora_unet_middle_block_1_transformer_blocks_0_attn1_to_k";

	private static final String DIFFUSERS = "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_k";

	@TempDir
	Path folder;

	@Test
	void theOriginalCodesWords() throws IOException {
		assertEquals("lora_unet_input_blocks_4_1_proj_in.alpha", LoraRenamed.original(
			"lora_unet_down_blocks_1_attentions_0_proj_in.alpha", 2));
		assertEquals("lora_unet_output_blocks_5_0_in_layers_2.alpha", LoraRenamed.original(
			"lora_unet_up_blocks_1_resnets_2_conv1.alpha", 2));
		assertSameChanges("sdxl", "concept.kohya", key -> LoraRenamed.original(key, 1));
		assertSameChanges("sd15", "concept.kohya", key -> LoraRenamed.original(key, 1));
	}

	@Test
	void outdatedDiffusers() throws IOException {
		assertEquals("unet.mid_block.attn1.processor.to_out_lora.up.weight", LoraRenamed.outdated(
			"unet.mid_block.attn1.to_out.0.lora_B.weight"));
		for (String model : List.of("sd15", "sdxl"))
			assertSameChanges(model, "concept.peft", LoraRenamed::outdated);
	}

	@Test
	void peftWithoutDiffusers() throws IOException {
		assertSameChanges("sd15", "style.peft", key -> key.replace("unet.", "base_model.model.").replace(".lora_A.",
			".lora_A.default."));
	}

	@Test
	void peftWithTheNameOfItsAdapter() throws IOException {
		for (String adapter : List.of("default_0", "style", "a-b c"))
			assertSameChanges("sd15", "style.peft", key -> key.replace(".lora_A.", ".lora_A." + adapter + ".").replace(".lora_B.",
				".lora_B." + adapter + "."));
		assertSameChanges("sd15", "concept.peft", key -> "base_model.model." + key.replace(".lora_A.", ".lora_A.x.").replace(
			".lora_B.", ".lora_B.x."));
	}

	@Test
	void wrappersBetweenTheNames() throws IOException {
		for (String wrapped : List.of("unet._orig_mod.", "unet.module.", "unet.unet.", "module.unet.", "unet._fsdp_wrapped_module."))
			assertSameChanges("sd15", "style.peft", key -> key.replaceFirst("^unet\\.", wrapped));
	}

	@Test
	void lycoris() throws IOException {
		assertSameChanges("sdxl", "style.kohya", key -> key.replace("lora_unet_", "lycoris_"));
		assertSameChanges("sdxl", "style.kohya", key -> key.replace("lora_unet_", "lora."));
	}

	@Test
	void modulesAtTheRootHaveNoBlock() throws IOException {
		for (String key : List.of("lycoris_conv_in", "base_model.model.conv_out", "lora_unet_conv_in"))
			assertTrue(new StableDiffusionNames().find(key).path().matches("conv_(in|out)"), key);
	}

	@Test
	void ofTwoNamesForOneModuleTheOriginalCodesIsLeftOut() throws IOException {
		long[] shape = GraphModules.of(unet("sdxl")).find(DIFFUSERS.substring("lora_unet_".length())).weight().shape();
		LoraBytes both = new LoraBytes();
		for (String name : List.of(SGM, DIFFUSERS))
			both.add(name + ".lora_down.weight", name.equals(SGM) ? 5 : 1, 1, (int) shape[1]).add(name + ".lora_up.weight", 1,
				(int) shape[0], 1);
		LoraFile file = LoraFile.open(both.write(folder.resolve("both.safetensors")));
		Coverage coverage = Coverage.of(Architectures.of(ModelDirectory.open(TestModels.get("sdxl"))).loras(), file);
		coverage.require();
		OnnxModel plain = unet("sdxl");
		double[] original = GraphModules.of(plain).find(DIFFUSERS.substring("lora_unet_".length())).weight().read(plain);
		OnnxModel model = unet("sdxl");
		MergedLoras.into(model, Part.UNET, Lora.of(file, 1));
		double[] changed = GraphModules.of(model).find(DIFFUSERS.substring("lora_unet_".length())).weight().read(model);
		for (int i = 0; i < changed.length; i++)
			assertEquals(original[i] + 1, changed[i], 1e-6);
	}

	private void assertSameChanges(String model, String name, UnaryOperator<String> naming) throws IOException {
		Path source = TestModels.get(model).resolve(Path.of("lora", name + ".safetensors"));
		LoraFile expected = LoraFile.open(source);
		LoraFile renamed = LoraRenamed.write(source, folder.resolve("renamed.safetensors"), naming);
		ModelDirectory directory = ModelDirectory.open(TestModels.get(model));
		Coverage coverage = Coverage.of(Architectures.of(directory).loras(), renamed);
		coverage.require();
		assertEquals(Coverage.of(Architectures.of(directory).loras(), expected).toString(), coverage.toString());
		for (Part part : expected.parts()) {
			Map<String, double[]> before = changes(directory, part, expected);
			Map<String, double[]> after = changes(directory, part, renamed);
			assertFalse(before.isEmpty());
			assertEquals(before.keySet(), after.keySet());
			before.forEach((path, values) -> assertArrayEquals(values, after.get(path), path));
		}
	}

	/** The weights that a merge puts into a network, by the paths of their modules. */
	private static Map<String, double[]> changes(ModelDirectory model, Part part, LoraFile file) throws IOException {
		OnnxModel network = model.component(part.component()).read();
		MergedLoras.into(network, part, Lora.of(file, 0.7));
		Map<String, double[]> changes = new TreeMap<>();
		for (Weight weight : network.graph().weights().values())
			if (weight.name().startsWith("lora.merged.")) changes.put(weight.name().replaceFirst("\\.\\d+\\.", "."), network
				.values(weight));
		return changes;
	}

	private static OnnxModel unet(String model) throws IOException {
		return ModelDirectory.open(TestModels.get(model)).component(ModelDirectory.UNET).read();
	}
}
