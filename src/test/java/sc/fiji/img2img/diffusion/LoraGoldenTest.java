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
package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraBytes;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/**
 * LoRAs give the latents that diffusers gives, as far as those are exact, whatever form their file has and whichever way
 * they are applied.
 */
@Tag("slow")
class LoraGoldenTest {

	private static final double TOLERANCE = 1e-5;

	/** What the rounding of a LoRA's numbers to 16 bits may make of the latents. */
	private static final double TOLERANCE_FP16 = 2e-3;

	/** How far two programs are apart in single precision where nothing magnifies roundings. */
	private static final double ROUNDING = 4e-6;

	private static final List<String> MODELS = List.of("sd15", "sdxl");

	/** What lora_exact.py measured. */
	private static final Path EXACT = Path.of("src", "test", "resources", "goldens", "lora");

	private static final Map<String, Img2ImgPipeline> OPEN = new HashMap<>();

	@TempDir
	static Path folder;

	@AfterAll
	static void close() {
		OPEN.values().forEach(Img2ImgPipeline::close);
		OPEN.clear();
	}

	@TestFactory
	Stream<DynamicTest> exactLatents() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (String model : MODELS)
			for (JsonElement single : exactCases(model))
				for (String form : List.of("kohya", "kohya_fp16", "peft"))
					if (form.equals("kohya") || isGolden(model, single.getAsJsonObject())) tests.add(dynamicTest(name(model, single
						.getAsJsonObject()) + " " + form, () -> check(model, single.getAsJsonObject(), form)));
		return tests.stream();
	}

	@TestFactory
	Stream<DynamicTest> anErrorOfAThousandthWouldBeSeen() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (String model : MODELS)
			for (JsonElement single : exactCases(model))
				tests.add(dynamicTest(name(model, single.getAsJsonObject()), () -> {
					float[] wrong = latents(model, single.getAsJsonObject(), "kohya", 1.001);
					double distance = RelativeL2.of(wrong, exact(model, single.getAsJsonObject(), "kohya"));
					assertTrue(distance > 5 * tolerance(single.getAsJsonObject()), "relative L2 " + distance);
				}));
		return tests.stream();
	}

	@Test
	void weightZeroGivesThePictureWithoutLora() throws IOException {
		for (String model : MODELS) {
			float[] plain = latents(model, job(model, 3, 4)).get(1).data();
			DiffusionJob job = job(model, 3, 4);
			job.lora(Lora.of(file(model, "style", "kohya"), 0)).lora(Lora.of(file(model, "concept", "kohya"), 0));
			assertArrayEquals(plain, latents(model, job).get(1).data(), model);
		}
	}

	@Test
	void weightZeroGivesThePictureWithoutLoraBesideARowWithAnotherWeight() throws IOException {
		for (String model : MODELS) {
			List<Tensor> plain = latents(model, job(model, 3, 4));
			double[] weights = { 0.8, 0 };
			List<Tensor> mixed = latents(model, job(model, 3, 4) //
				.lora(Lora.ofRows(file(model, "concept", "kohya"), weights, weights)));
			assertArrayEquals(plain.get(1).data(), mixed.get(1).data(), model);
			List<Tensor> both = latents(model, job(model, 3, 4).lora(Lora.of(file(model, "concept", "kohya"), 0.8)));
			assertArrayEquals(both.get(0).data(), mixed.get(0).data(), model);
			assertTrue(RelativeL2.of(mixed.get(0).data(), plain.get(0).data()) > 1e-3);
		}
	}

	@Test
	void aNewWeightLoadsNothing() throws IOException {
		latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 1)));
		int loads = pipeline("sd15").loads();
		latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), -0.3)));
		latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 0)));
		latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 1.5, 0.2)));
		assertEquals(loads, pipeline("sd15").loads());
		latents("sd15", job("sd15", 1));
		assertEquals(loads + 2, pipeline("sd15").loads());
	}

	@Test
	void whatIsNotOfLowRankIsLoadedOncePerWeight() throws IOException {
		LoraFile difference = difference();
		latents("sd15", job("sd15", 1).lora(Lora.of(difference, 1)));
		int loads = pipeline("sd15").loads();
		latents("sd15", job("sd15", 2).lora(Lora.of(difference, 1)));
		assertEquals(loads, pipeline("sd15").loads());
		latents("sd15", job("sd15", 2).lora(Lora.of(difference, 0.5)));
		assertEquals(loads + 1, pipeline("sd15").loads());
		float[] plain = latents("sd15", job("sd15", 3)).get(0).data();
		assertArrayEquals(plain, latents("sd15", job("sd15", 3).lora(Lora.of(difference, 0))).get(0).data());
	}

	@Test
	void weightsOfUnetAndTextEncoderAreSeparate() throws IOException {
		Tensor plain = latents("sd15", job("sd15", 1)).get(0);
		Tensor unet = latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 1, 0))).get(0);
		Tensor text = latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 0, 1))).get(0);
		Tensor both = latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 1, 1))).get(0);
		for (Tensor other : List.of(plain, unet, text))
			assertTrue(RelativeL2.of(both.data(), other.data()) > 1e-4);
		assertTrue(RelativeL2.of(text.data(), plain.data()) > 1e-4);
	}

	@Test
	void whatIsNotOfLowRankRefusesSeveralWeightsInOneBatch() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> latents("sd15", job("sd15", 1, 2)
			.lora(Lora.ofRows(difference(), new double[] { 0, 1 }, new double[] { 1 }))));
		assertTrue(e.getMessage().contains("same weight for all images"), e.getMessage());
	}

	@Test
	void aLoraOfAnotherFamilyIsRefused() {
		IOException e = assertThrows(IOException.class, () -> latents("sd15", job("sd15", 1).lora(Lora.of(file("sdxl", "style",
			"kohya"), 1))));
		assertTrue(e.getMessage().contains("64 numbers per token, but those of sd15"), e.getMessage());
		IOException text = assertThrows(IOException.class, () -> latents("sd15", job("sd15", 1).lora(Lora.of(file("sdxl",
			"concept", "kohya"), 1))));
		assertTrue(text.getMessage().contains("cannot be used"), text.getMessage());
	}

	private static void check(String model, JsonObject single, String form) throws IOException {
		float[] exact = exact(model, single, form);
		float[] actual = latents(model, single, form, 1);
		double error = RelativeL2.of(actual, exact);
		assertTrue(error <= tolerance(single), "relative L2 " + error + " from exact latents");
		if (!isGolden(model, single)) return;
		float[] golden = golden(model, single);
		double limit = form.endsWith("fp16") ? TOLERANCE_FP16 : TOLERANCE;
		// NB: a golden that is itself off by more cannot be met by what is exact; of a LoRA in 16 bits, it has all 32.
		if (RelativeL2.of(golden, exact) > limit - ROUNDING) return;
		double distance = RelativeL2.of(actual, golden);
		assertTrue(distance <= limit, "relative L2 " + distance + " from diffusers' latents");
	}

	/**
	 * How far the latents may be from those that diffusers' loop gives in double precision.
	 * <p>
	 * NB: at weights of 1 and above, the tiny random networks magnify roundings up to several thousandfold, in diffusers as
	 * well: `spread` is the distance of its own latents in single precision.
	 * </p>
	 */
	private static double tolerance(JsonObject single) {
		return Math.max(TOLERANCE, 2 * single.get("spread").getAsDouble());
	}

	static JsonArray exactCases(String model) throws IOException {
		return JsonParser.parseString(Files.readString(EXACT.resolve("exact.json"))).getAsJsonObject().getAsJsonObject(
			"cases").getAsJsonArray(model);
	}

	static float[] exact(String model, JsonObject single, String form) throws IOException {
		try (SafeTensors tensors = SafeTensors.open(EXACT.resolve("exact.safetensors"))) {
			return tensors.floats(model + "." + key(single) + (form.endsWith("fp16") ? ".fp16" : ""));
		}
	}

	private static float[] golden(String model, JsonObject single) throws IOException {
		try (SafeTensors tensors = SafeTensors.open(TestModels.get(model).resolve("golden.safetensors"))) {
			return tensors.floats(key(single));
		}
	}

	/** Whether the case is one of the goldens, rather than one that only double precision was asked for. */
	private static boolean isGolden(String model, JsonObject single) throws IOException {
		return single.get("case").getAsInt() < TestModels.golden(TestModels.get(model)).getAsJsonArray("cases").size();
	}

	private static String key(JsonObject single) {
		return String.format(Locale.ROOT, "%02d.latents", single.get("case").getAsInt());
	}

	private static String name(String model, JsonObject single) {
		return model + " " + single.get("case") + " " + single.get("lora");
	}

	private static float[] latents(String model, JsonObject single, String form, double factor) throws IOException {
		DiffusionJob job = GoldenTest.job(TestModels.get(model), single, false);
		for (Map.Entry<String, JsonElement> lora : single.getAsJsonObject("lora").entrySet()) {
			// NB: alpha is rank / 2, which the peft files do not store.
			double weight = factor * lora.getValue().getAsDouble() * (form.equals("peft") ? 0.5 : 1);
			job.lora(Lora.of(file(model, lora.getKey(), form), weight));
		}
		return latents(model, job).get(0).data();
	}

	/** A change of one of the UNet's projections that is the same for all elements, written out in full. */
	private static LoraFile difference() throws IOException {
		return LoraFile.open(new LoraBytes().add("lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q.diff", 0.5f,
			32, 32).write(folder.resolve("difference.safetensors")));
	}

	private static Img2ImgPipeline pipeline(String model) throws IOException {
		if (!OPEN.containsKey(model)) OPEN.put(model, Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(TestModels.get(model))),
			Provider.CPU, RunControl.silent()));
		return OPEN.get(model);
	}

	private static List<Tensor> latents(String model, DiffusionJob job) throws IOException {
		return pipeline(model).denoise(job, RunControl.silent());
	}

	private static LoraFile file(String model, String name, String form) throws IOException {
		return LoraFile.open(TestModels.get(model).resolve(Path.of("lora", name + "." + form + ".safetensors")));
	}

	private static DiffusionJob job(String model, long... seeds) throws IOException {
		return DiffusionJob.of(Processors.codec(ImageFiles.read(TestModels.get(model).resolve("input.png")).getProcessor())
			.encode()).prompt("fluorescence microscopy of nuclei, sharp").negative("blurry, out of focus").steps(4, false)
			.strength(0.75).seeds(seeds);
	}
}
