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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.img2img.Img2ImgSettings.DEEPCACHE;
import static sc.fiji.img2img.Img2ImgSettings.FORECAST;
import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.GUIDANCEINTERVAL;
import static sc.fiji.img2img.Img2ImgSettings.LORA;
import static sc.fiji.img2img.Img2ImgSettings.PROMPT;
import static sc.fiji.img2img.Img2ImgSettings.SCHEDULER;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;
import static sc.fiji.img2img.Img2ImgSettings.TILE;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.diffusion.GuidanceInterval;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tile.TileSize;

/** What makes runs shorter: guidance in a part of the steps, and LoRAs that were trained for few. */
class QuickRunTest {

	@TempDir
	private Path folder;

	@Test
	void whereNothingIsGuidedARunIsTheUnguidedOne() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img2ImgSettings plain = Runs.SHORT.with(PROMPT, "nuclei");
			Img2ImgSettings guided = plain.with(GUIDANCE, 4.0);
			int[] usual = bits(run(img2img, guided));
			assertArrayEquals(usual, bits(run(img2img, guided.with(GUIDANCEINTERVAL, GuidanceInterval.of("0:1")))));
			assertArrayEquals(bits(run(img2img, plain)), bits(run(img2img, guided.with(GUIDANCEINTERVAL, GuidanceInterval.of("0.9:1")))));
			Img2ImgResult<ImagePlus> half = run(img2img, guided.with(GUIDANCEINTERVAL, GuidanceInterval.of("0:0.5")));
			assertEquals("1 of 2 steps", info(half, "guided"));
			assertFalse(Arrays.equals(usual, bits(half)));
		}
	}

	@Test
	void modelsThatGuideByThemselvesHaveNoInterval() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("lcm"))) {
			Img2ImgSettings part = Img2ImgSettings.defaults().with(STEPS, 2).with(GUIDANCEINTERVAL, GuidanceInterval.of("0:0.5"));
			assertEquals("guidanceinterval is for networks that are asked about two prompts, and that of lcm (Stable Diffusion) was " +
				"trained to guide by itself, in every step; leave it off.", assertThrows(IllegalArgumentException.class, () -> run(
					img2img, part)).getMessage());
			assertNull(info(run(img2img, part.with(GUIDANCE, 1.0)), "guided"));
			assertNull(info(run(img2img, part.without(GUIDANCEINTERVAL)), "guided"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "forecast,DDIM,3,true", "forecast,DDIM,4,false", "forecast,Heun,2,true", "forecast,Heun,3,false",
		"deepcache,DDIM,1,true", "deepcache,DDIM,2,false", "deepcache,Heun,1,true", "deepcache,Heun,2,false" })
	void runsThatAreTooShortForAnythingToBeLeftOutSaySo(String setting, String scheduler, int steps, boolean isShort)
		throws IOException
	{
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img2ImgSettings plain = Runs.SHORT.with(STEPS, steps).with(STRENGTH, 1.0).with(SCHEDULER, SchedulerName.of(scheduler));
			List<String> notes = new ArrayList<>();
			RunControl control = RunControl.of(new RunListener() {

				@Override
				public void note(String message) {
					notes.add(message);
				}
			});
			Img2ImgResult<ImagePlus> quick = Runs.of(img2img, plain.with(setting.equals("forecast") ? FORECAST : DEEPCACHE, true),
				control);
			assertEquals(isShort, Arrays.equals(bits(run(img2img, plain)), bits(quick)));
			assertEquals(isShort ? List.of(setting + " leaves nothing out of a run as short as this one (" + steps + " of " + steps +
				" steps)") : List.of(), notes);
		}
	}

	@Test
	void aForecastChangesTheRunAndStaysNearIt() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img2ImgSettings plain = Runs.SHORT.with(STEPS, 16);
			int[] usual = bits(run(img2img, plain));
			int[] forecast = bits(run(img2img, plain.with(FORECAST, true)));
			assertFalse(Arrays.equals(usual, forecast));
			assertTrue(distance(usual, forecast) < distance(usual, bits(run(img2img, plain.with(STEPS, 10)))));
		}
	}

	@Test
	void aRunWithKeptDeepLayersIsNearerToTheWholeOneThanAForecast() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img2ImgSettings plain = Runs.SHORT.with(STEPS, 16).with(GUIDANCE, 3.0).with(GUIDANCEINTERVAL, GuidanceInterval.of(
				"0:0.6")).with(LORA, lora("concept").toString());
			int[] usual = bits(run(img2img, plain));
			int[] kept = bits(run(img2img, plain.with(DEEPCACHE, true)));
			assertFalse(Arrays.equals(usual, kept));
			assertTrue(distance(usual, kept) < distance(usual, bits(run(img2img, plain.with(FORECAST, true)))));
			assertArrayEquals(usual, bits(run(img2img, plain)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Heun", "DPM2" })
	void samplersThatAskTwiceInAStepComeNearerToTheWholeRunThanWithFewerSteps(String scheduler) throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img2ImgSettings plain = Runs.SHORT.with(STEPS, 16).with(GUIDANCE, 3.0).with(SCHEDULER, SchedulerName.of(scheduler));
			int[] usual = bits(run(img2img, plain));
			assertTrue(4 * distance(usual, bits(run(img2img, plain.with(DEEPCACHE, true)))) < distance(usual, bits(run(img2img, plain
				.with(STEPS, 12)))));
		}
	}

	@Test
	void deepLayersAreKeptForEachWindow() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img2ImgSettings windows = Runs.SHORT.with(STEPS, 16).with(TILE, TileSize.of("64"));
			ImagePlus wide = ImageFiles.read(TestModels.get("sd15").resolve("input.png")).resize(96, 64, "bilinear");
			int[] usual = (int[]) img2img.run(wide, windows).image().getProcessor().getPixels();
			int[] kept = (int[]) img2img.run(wide, windows.with(DEEPCACHE, true)).image().getProcessor().getPixels();
			assertTrue(distance(usual, kept) < distance(usual, (int[]) img2img.run(wide, windows.with(STEPS, 12)).image()
				.getProcessor().getPixels()));
		}
	}

	@Test
	void aLoraForFewStepsSuggestsThem() throws IOException {
		Path lora = lora("lcm-lora");
		ModelDirectory model = ModelDirectory.open(TestModels.get("sd15"));
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(LORA, lora.toString()).forModel(model);
		assertEquals(List.of(STEPS, GUIDANCE, SCHEDULER), settings.suggested());
		assertEquals(8, settings.get(STEPS));
		assertEquals(1, settings.get(GUIDANCE));
		assertEquals(SchedulerName.of("LCM"), settings.get(SCHEDULER));
		assertEquals("the LoRA lcm-lora, recognised as LCM", settings.adviser(model));
		assertEquals(20, settings.with(STEPS, 20).get(STEPS));
		assertEquals(20, settings.without(LORA).forModel(model).get(STEPS));
		assertEquals("the model", settings.without(LORA).adviser(model));
	}

	@Test
	void aRunTakesWhatItsLoraSuggests() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img2ImgSettings asked = Runs.SHORT.without(STEPS).without(GUIDANCE);
			Img2ImgResult<ImagePlus> result = run(img2img, asked.with(LORA, lora("sdxl_lightning_4step_lora").toString()));
			assertEquals("2 of 4 steps", result.plan().toString());
			assertEquals("steps, guidance, scheduler (the LoRA sdxl_lightning_4step_lora, recognised as Lightning)", info(result,
				"suggested"));
			assertEquals("Euler", info(result, "sampler"));
			// NB: the same sampler, but its steps are the usual ones.
			Img2ImgResult<ImagePlus> usual = run(img2img, Runs.SHORT.with(SCHEDULER, SchedulerName.of("Euler")).with(LORA, lora(
				"other").toString()));
			assertFalse(Arrays.equals(bits(usual), bits(result)));
		}
	}

	/** The sum of squared differences of all colours. */
	private static long distance(int[] one, int[] other) {
		long sum = 0;
		for (int i = 0; i < one.length; i++)
			for (int shift = 0; shift < 24; shift += 8) {
				int difference = (one[i] >> shift & 0xff) - (other[i] >> shift & 0xff);
				sum += difference * difference;
			}
		return sum;
	}

	/** A copy of one of the model's LoRAs under another name. */
	private Path lora(String name) throws IOException {
		Path copy = folder.resolve(name + ".safetensors");
		return Files.copy(TestModels.get("sd15").resolve(Path.of("lora", "concept.kohya.safetensors")), copy);
	}

	private static Img2ImgResult<ImagePlus> run(Img2Img img2img, Img2ImgSettings settings) throws IOException {
		return Runs.of(img2img, settings, RunControl.silent());
	}

	private static String info(Img2ImgResult<ImagePlus> result, String key) {
		return GenerationInfo.of(result.image()).orElseThrow().values().get(key);
	}

	private static int[] bits(Img2ImgResult<ImagePlus> result) {
		ImageProcessor pixels = result.image().getProcessor();
		return (int[]) pixels.getPixels();
	}
}
