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
package sc.fiji.img2img.model.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.model.checkpoint.GoldenCheckpoints;

/** Whatever lies in a file is called what it is. */
class ModelCardTest {

	private static final Map<String, String> FAMILIES = Map.of("sd1", "Stable Diffusion 1", "sd1_inpaint",
		"Stable Diffusion 1 for inpainting", "sd2", "Stable Diffusion 2", "sdxl", "Stable Diffusion XL", "sdxl_refiner",
		"Stable Diffusion XL refiner");

	private static final Map<String, String> OTHERS = Map.ofEntries(Map.entry("lora_kohya", "LoRA"), Map.entry("lora_peft",
		"LoRA"), Map.entry("embedding_sdxl", "textual inversion embedding"), Map.entry("controlnet", "ControlNet"), Map.entry(
			"flux", "Flux model"), Map.entry("sd3", "Stable Diffusion 3 model"), Map.entry("z_image",
				"Z-Image or Lumina model"), Map.entry("vae_alone", "VAE alone"), Map.entry("pickle", "not usable"), Map.entry(
					"gguf", "not usable"), Map.entry("html", "not usable"), Map.entry("truncated", "not usable"), Map.entry(
						"eight_channels", "UNet of another kind"), Map.entry("upscaler", "not known"));

	@TempDir
	private Path folder;

	@TestFactory
	Stream<DynamicTest> modelsAreNamedByTheirFamily() {
		return GoldenCheckpoints.tests(() -> GoldenCheckpoints.names().stream().filter(name -> !name.equals("taesd")).flatMap(
			name -> GoldenCheckpoints.models(name).stream().map(model -> dynamicTest(name + " " + model.getFileName(),
				() -> checkModel(ModelCard.of(model), GoldenCheckpoints.json(name, "expected.json"))))));
	}

	@TestFactory
	Stream<DynamicTest> otherThingsAreNamed() {
		return GoldenCheckpoints.tests(() -> OTHERS.keySet().stream().map(name -> dynamicTest(name, () -> {
			Path file = GoldenCheckpoints.get("broken").resolve(name + ".safetensors");
			ModelCard card = ModelCard.of(file);
			assertEquals(OTHERS.get(name), card.kind());
			boolean part = name.startsWith("lora") || name.equals("vae_alone");
			assertEquals(part, card.isUsable());
			assertTrue(part || card.verdict().contains(file.toString()), card.verdict());
		})));
	}

	@TestFactory
	Stream<DynamicTest> aModelWithoutVaeNamesThoseThatThereAre() {
		return GoldenCheckpoints.tests(() -> Stream.of(dynamicTest("no_vae", () -> {
			ModelCard card = ModelCard.of(GoldenCheckpoints.get("broken").resolve("no_vae.safetensors"));
			assertTrue(card.lacksVae());
			assertEquals("VAE", card.facts().get("Missing"));
			assertTrue(card.withVaes(List.of("tiny")).toString().contains("such as tiny."));
			assertTrue(card.withVaes(List.of()).verdict().contains("there is none in the folders"));
		})));
	}

	@Test
	void whatAuthorsSayIsShown() throws IOException {
		ModelCard card = ModelCard.of(SmallFile.write(folder.resolve("stain.safetensors"), SmallFile.lora("modelspec.title",
			"Stain\u0007 it", "modelspec.license", "CC0-1.0", "modelspec.trigger_phrase", "stained tissue, pink",
			"ss_base_model_version", "sd_v1")));
		assertEquals("LoRA", card.kind());
		assertEquals("CC0-1.0", card.license());
		assertEquals("stained tissue, pink", card.facts().get("Trigger words"));
		assertEquals("sd_v1", card.facts().get("Made for"));
		assertEquals("Stain? it", card.facts().get("Title"));
		assertTrue(card.verdict().contains("name it as lora"), card.verdict());
		assertTrue(card.summary().contains("LoRA, 1 kB, licence: CC0-1.0; trigger words: stained tissue"), card.summary());
	}

	@Test
	void exportedModelsAreNamedByTheirNetworks() throws IOException {
		Path model = TestModels.copy("sdxl", folder.resolve("xl"));
		Files.writeString(model.resolve("README.md"), "---\ntags: [a]\nlicense: other\nlicense_name: sai-nc\n---\n# XL\n");
		ModelCard card = ModelCard.of(model);
		assertEquals("Stable Diffusion XL", card.kind());
		assertEquals("It can be run.", card.verdict());
		assertEquals("sai-nc", card.license());
		assertEquals("Stable Diffusion XL refiner", ModelCard.of(TestModels.get("sdxl_refiner")).kind());
		Files.delete(model.resolve("vae_decoder").resolve("model.onnx"));
		assertTrue(ModelCard.of(model).verdict().contains("without vae_decoder"), ModelCard.of(model).verdict());
		assertFalse(ModelCard.of(model).isUsable());
	}

	@Test
	void aFolderOfAnythingIsNoModel() throws IOException {
		assertTrue(ModelCard.of(folder).verdict().contains("is no model: it has neither"));
	}

	private static void checkModel(ModelCard card, JsonObject expected) {
		assertEquals(FAMILIES.get(expected.get("family").getAsString()), card.kind());
		assertTrue(card.facts().get("Prediction").startsWith(expected.get("prediction_type").getAsString() + " ("), card
			.toString());
		assertTrue(card.facts().get("Parts").contains("UNet: "), card.toString());
	}
}
