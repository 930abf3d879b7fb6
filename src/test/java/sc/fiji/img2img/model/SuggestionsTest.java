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
package sc.fiji.img2img.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestModels;

/** What models say of themselves, or their files without their saying. */
class SuggestionsTest {

	@TempDir
	private Path folder;

	private Path model;

	@BeforeEach
	void copyModel() throws IOException {
		model = TestModels.copy("sd15", folder.resolve("model"));
	}

	@Test
	void fileBesideTheIndexCounts() throws IOException {
		Files.writeString(model.resolve("img2img.json"), "{\"prompt\": \"nuclei, sharp\", \"guidance\": 2, \"steps\": 30}");
		assertEquals(Map.of("prompt", "nuclei, sharp", "guidance", "2", "steps", "30"), suggestions().values());
		assertEquals("img2img.json", suggestions().source());
	}

	@Test
	void anEmptyFileSuggestsNothingEvenForADistilledModel() throws IOException {
		scheduler("{\"_class_name\": \"LCMScheduler\"}");
		Files.writeString(model.resolve("img2img.json"), "{}");
		assertEquals(Map.of(), suggestions().values());
	}

	@Test
	void promptsToChooseFromAreNoSettings() throws IOException {
		Files.writeString(model.resolve("img2img.json"), "{\"guidance\": 2, \"prompts\": [\"nuclei\", \"cells, dense\"]}");
		assertEquals(Map.of("guidance", "2"), suggestions().values());
		assertEquals(List.of("nuclei", "cells, dense"), suggestions().prompts());
		Files.writeString(model.resolve("img2img.json"), "{}");
		assertEquals(List.of(), suggestions().prompts());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"prompts\": \"nuclei\"}", "{\"prompts\": [[]]}", "[1]", "{\"guidance\": [2]}", "{\"prompt\": null}", "{\"steps\": {}}", "{guidance" })
	void whatIsNoObjectOfValuesIsNamed(String json) throws IOException {
		Files.writeString(model.resolve("img2img.json"), json);
		IOException e = assertThrows(IOException.class, this::suggestions);
		assertTrue(e.getMessage().contains("img2img.json"), e.getMessage());
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', value = { //
		"{'_class_name': 'EulerDiscreteScheduler', 'timestep_spacing': 'trailing', 'prediction_type': 'epsilon'}|1|4", //
		"{'_class_name': 'EulerAncestralDiscreteScheduler', 'timestep_spacing': 'trailing'}|1|4", //
		"{'_class_name': 'LCMScheduler', 'timestep_spacing': 'leading'}|1|4", //
		"{'_class_name': 'EulerDiscreteScheduler', 'timestep_spacing': 'leading'}||", //
		"{'_class_name': 'EulerDiscreteScheduler'}||", //
		"{'_class_name': 'EulerDiscreteScheduler', 'timestep_spacing': 'trailing', 'prediction_type': 'v_prediction'}||", //
		"{'_class_name': 'EulerDiscreteScheduler', 'timestep_spacing': 'trailing', 'rescale_betas_zero_snr': true}||", //
		"{'_class_name': 'DDIMScheduler', 'timestep_spacing': 'trailing'}||", //
		"{'_class_name': 'PNDMScheduler'}||", //
		"{}||" })
	void distilledModelsAreRecognisedByTheirScheduler(String scheduler, String guidance, String steps) throws IOException {
		scheduler(scheduler.replace('\'', '"'));
		assertEquals(guidance == null ? Map.of() : Map.of("guidance", guidance, "steps", steps), suggestions().values());
	}

	@Test
	void guidanceIsANumberForTheUnetOfALatentConsistencyModel() throws IOException {
		Suggestions suggestions = ModelDirectory.open(TestModels.get("lcm")).suggestions();
		assertEquals(Map.of("guidance", "8.5", "steps", "4"), suggestions.values());
		assertEquals("recognised as LCM", suggestions.source());
	}

	private Suggestions suggestions() throws IOException {
		return ModelDirectory.open(model).suggestions();
	}

	private void scheduler(String json) throws IOException {
		Files.writeString(model.resolve("scheduler").resolve("scheduler_config.json"), json);
	}
}
