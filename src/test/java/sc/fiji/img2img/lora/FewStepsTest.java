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
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LoRAs for few steps are told by the names that they are published under. */
class FewStepsTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "lcm-lora-sdv1-5, LCM, 8, LCM, 1", "LCM_LoRA_Weights_SD15, LCM, 8, LCM, 1", "Hyper-SD15-8steps-lora, Hyper-SD, 8, DDIM, 1",
		"Hyper-SDXL-1step-lora, Hyper-SD, 1, DDIM, 1", "Hyper-SDXL-12steps-CFG-lora, Hyper-SD, 12, DDIM, ",
		"sdxl_lightning_8step_lora, Lightning, 8, Euler, 1", "tcd-sdxl-lora, TCD, 8, TCD, 1" })
	void namesTell(String name, String kind, String steps, String scheduler, String guidance) throws IOException {
		FewSteps found = FewSteps.of(LoraFile.open(lora(folder.resolve(name + ".safetensors"), ""))).orElseThrow();
		assertEquals(kind, found.toString());
		Map<String, String> values = found.values();
		assertEquals(steps, values.get("steps"));
		assertEquals(scheduler, values.get("scheduler"));
		assertEquals(guidance, values.get("guidance"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "lightning-effects", "film_lcmx", "hyperrealism", "concept", "8steps" })
	void stylesDoNot(String name) throws IOException {
		assertFalse(FewSteps.of(LoraFile.open(lora(folder.resolve(name + ".safetensors"), ""))).isPresent());
	}

	@Test
	void theFolderTellsWhereTheFileHasTheHubsName() throws IOException {
		Path place = Files.createDirectory(folder.resolve("lcm-lora-sdv1-5"));
		assertEquals("LCM", FewSteps.of(LoraFile.open(lora(place.resolve("pytorch_lora_weights.safetensors"), ""))).orElseThrow()
			.toString());
	}

	@Test
	void theAuthorMaySaySo() throws IOException {
		assertEquals("{steps=4, scheduler=Euler, guidance=1}", FewSteps.of(LoraFile.open(lora(folder.resolve("a.safetensors"),
			"SDXL Lightning 4 step"))).orElseThrow().values().toString());
	}

	private static Path lora(Path file, String title) throws IOException {
		String module = "lora_unet_mid_block_attentions_0_proj_in";
		return new LoraBytes().say("modelspec.title", title).add(module + ".lora_down.weight", 1, 2, 4).add(module +
			".lora_up.weight", 1, 4, 2).write(file);
	}
}
