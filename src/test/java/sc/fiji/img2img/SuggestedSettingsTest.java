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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.NEGATIVE;
import static sc.fiji.img2img.Img2ImgSettings.PROMPT;
import static sc.fiji.img2img.Img2ImgSettings.SCHEDULER;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;

import ij.ImagePlus;

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

import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.grid.GridListener;
import sc.fiji.img2img.grid.GridRun;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.run.Cancellation;

/** Settings that a model has values of its own for. */
class SuggestedSettingsTest {

	private static final String ALL = "{\"prompt\": \"nuclei\", \"negative\": \"blur\", \"guidance\": 2, \"steps\": 4, " +
		"\"scheduler\": \"DDIM\"}";

	@TempDir
	private Path folder;

	private Path model;

	@BeforeEach
	void copyModel() throws IOException {
		model = TestModels.copy("sd15", folder.resolve("model"));
	}

	@Test
	void whatIsNotSetIsTheModels() throws IOException {
		Img2ImgSettings settings = with(ALL, Img2ImgSettings.defaults().with(STRENGTH, 0.5));
		assertEquals("nuclei", settings.get(PROMPT));
		assertEquals(2, settings.get(GUIDANCE));
		assertEquals(SchedulerName.of("DDIM"), settings.get(SCHEDULER));
		assertEquals(0.5, settings.get(STRENGTH));
		assertEquals(List.of(STEPS, PROMPT, NEGATIVE, GUIDANCE, SCHEDULER), settings.suggested());
		assertTrue(settings.isStandard(GUIDANCE));
		assertFalse(settings.isSet(GUIDANCE));
	}

	@Test
	void whatIsSetStaysEvenAtItsDefault() throws IOException {
		Img2ImgSettings settings = with(ALL, Img2ImgSettings.defaults().with(GUIDANCE, 7.5).with(PROMPT, ""));
		assertEquals(7.5, settings.get(GUIDANCE));
		assertEquals("", settings.get(PROMPT));
		assertTrue(settings.isSet(PROMPT));
		assertFalse(settings.isStandard(PROMPT));
		assertEquals(List.of(STEPS, NEGATIVE, SCHEDULER), settings.suggested());
		assertEquals(2, settings.without(GUIDANCE).get(GUIDANCE));
		assertEquals(7.5, Img2ImgSettings.defaults().without(GUIDANCE).get(GUIDANCE));
	}

	@Test
	void anotherModelTakesTheSuggestionsAway() throws IOException {
		Img2ImgSettings settings = with(ALL, Img2ImgSettings.defaults());
		assertEquals(7.5, settings.forModel(ModelDirectory.open(TestModels.get("sd15"))).get(GUIDANCE));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', value = { //
		"{'guidance': 'much'}|guidance should be a number from 0 to 100, but is \"much\".", //
		"{'guidance': true}|guidance should be a number from 0 to 100, but is \"true\".", //
		"{'steps': 0}|steps should be a whole number from 1 to 1000, but is \"0\".", //
		"{'steps': 4.5}|steps should be a whole number", "{'steps': 1e400}|steps should be a whole number", //
		"{'scheduler': 'Best'}|Best", //
		"{'sampler': 'DDIM'}|there is the key \"sampler\", but a model can suggest steps, prompt, negative, guidance, scheduler", //
		"{'seed': 7}|there is the key \"seed\"" })
	void aWrongSuggestionIsNamedWithItsFile(String json, String sentence) throws IOException {
		IOException e = assertThrows(IOException.class, () -> with(json.replace('\'', '"'), Img2ImgSettings.defaults()));
		assertTrue(e.getMessage().startsWith("In the file " + model.resolve("img2img.json") + ", ") && e.getMessage().contains(
			sentence), e.getMessage());
		assertThrows(IOException.class, () -> Img2Img.open(model));
	}

	@Test
	void aRunWithoutSettingsIsTheRunWithTheModels() throws IOException {
		with(ALL, Img2ImgSettings.defaults());
		Img2ImgSettings seeded = Img2ImgSettings.defaults().with(SEED, 7L).with(STRENGTH, 0.5);
		try (Img2Img img2img = Img2Img.open(model)) {
			Img2ImgResult<ImagePlus> result = img2img.run(TestImages.plus(TestImages.bytes(64, 64)), seeded);
			Img2ImgSettings explicit = seeded.with(PROMPT, "nuclei").with(NEGATIVE, "blur").with(GUIDANCE, 2.0).with(STEPS, 4).with(
				SCHEDULER, SchedulerName.of("DDIM"));
			Img2ImgResult<ImagePlus> same = img2img.run(TestImages.plus(TestImages.bytes(64, 64)), explicit);
			assertArrayEquals((byte[]) same.image().getProcessor().getPixels(), (byte[]) result.image().getProcessor().getPixels());
			assertEquals("2 of 4 steps", result.plan().toString());
			assertEquals(result.plan().toString(), img2img.plan(seeded).toString());
			Map<String, String> info = GenerationInfo.of(result.image()).orElseThrow().values();
			assertEquals("steps, prompt, negative, guidance, scheduler (img2img.json)", info.get("suggested"));
			assertEquals("2.0", info.get("guidance"));
			assertFalse(GenerationInfo.of(same.image()).orElseThrow().values().containsKey("suggested"));
			assertEquals(2, result.settings().get(GUIDANCE));
		}
	}

	@Test
	void aGridReplacesWordsOfTheModelsPrompt() throws IOException {
		with("{\"prompt\": \"nuclei\", \"steps\": 2}", Img2ImgSettings.defaults());
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		Grid grid = Grid.parse("prompt=nuclei->cells guidance=1,2");
		grid.checkWithoutModel(settings);
		try (Img2Img img2img = Img2Img.open(model)) {
			assertEquals("nuclei", GridRun.of(img2img, grid, settings).run(TestImages.plus(TestImages.bytes(64, 64)), null,
				GridListener.NONE, new Cancellation()).cells().get(0).settings().get(PROMPT));
			assertThrows(IllegalArgumentException.class, () -> GridRun.of(img2img, Grid.parse("prompt=dots->cells guidance=1,2"),
				settings));
		}
	}

	private Img2ImgSettings with(String json, Img2ImgSettings settings) throws IOException {
		Files.writeString(model.resolve("img2img.json"), json);
		return settings.forModel(ModelDirectory.open(model));
	}
}
