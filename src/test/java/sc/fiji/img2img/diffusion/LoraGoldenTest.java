package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.ImageFiles;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.model.SafeTensors;
import sc.fiji.img2img.onnx.Cancellation;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.Tensor;

/** LoRAs give diffusers' latents, whatever form their file has and whichever way they are applied. */
class LoraGoldenTest {

	private static final Map<String, Img2ImgPipeline> OPEN = new HashMap<>();

	@AfterAll
	static void close() {
		OPEN.values().forEach(Img2ImgPipeline::close);
		OPEN.clear();
	}

	@TestFactory
	Stream<DynamicTest> goldens() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (String model : List.of("sd15", "sdxl"))
			for (JsonElement single : TestModels.golden(TestModels.get(model)).getAsJsonArray("cases"))
				if (single.getAsJsonObject().has("lora")) for (String form : List.of("kohya", "kohya_fp16", "peft"))
					if (!form.equals("kohya_fp16") || isGentle(single.getAsJsonObject())) tests.add(dynamicTest(model + " " + single
						.getAsJsonObject().get("lora") + " " + form, () -> check(model, single.getAsJsonObject(), form)));
		return tests.stream();
	}

	@Test
	void weightZeroGivesThePictureWithoutLora() throws IOException {
		for (String model : List.of("sd15", "sdxl")) {
			float[] plain = latents(model, job(model, 3, 4)).get(1).data();
			for (boolean merged : new boolean[] { false, true }) {
				DiffusionJob job = job(model, 3, 4).mergedLoras(merged);
				job.lora(Lora.of(file(model, "style", "kohya"), 0)).lora(Lora.of(file(model, "concept", "kohya"), 0));
				assertArrayEquals(plain, latents(model, job).get(1).data(), model + (merged ? " merged" : " as branches"));
			}
		}
	}

	@Test
	void weightZeroGivesThePictureWithoutLoraBesideARowWithAnotherWeight() throws IOException {
		for (String model : List.of("sd15", "sdxl")) {
			List<Tensor> plain = latents(model, job(model, 3, 4));
			double[] weights = { 0.8, 0 };
			List<Tensor> mixed = latents(model, job(model, 3, 4) //
				.lora(Lora.ofRows(file(model, "concept", "kohya"), weights, weights)));
			assertArrayEquals(plain.get(1).data(), mixed.get(1).data(), model);
			List<Tensor> both = latents(model, job(model, 3, 4).lora(Lora.of(file(model, "concept", "kohya"), 0.8)));
			assertArrayEquals(both.get(0).data(), mixed.get(0).data(), model);
			assertTrue(GoldenTest.relativeL2(mixed.get(0).data(), plain.get(0).data()) > 1e-3);
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
	void weightsOfUnetAndTextEncoderAreSeparate() throws IOException {
		Tensor plain = latents("sd15", job("sd15", 1)).get(0);
		Tensor unet = latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 1, 0))).get(0);
		Tensor text = latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 0, 1))).get(0);
		Tensor both = latents("sd15", job("sd15", 1).lora(Lora.of(file("sd15", "concept", "kohya"), 1, 1))).get(0);
		for (Tensor other : List.of(plain, unet, text))
			assertTrue(GoldenTest.relativeL2(both.data(), other.data()) > 1e-4);
		assertTrue(GoldenTest.relativeL2(text.data(), plain.data()) > 1e-4);
	}

	@Test
	void aMergedLoraRefusesSeveralWeightsInOneBatch() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> latents("sd15", job("sd15", 1, 2)
			.mergedLoras(true).lora(Lora.ofRows(file("sd15", "style", "kohya"), new double[] { 0, 1 }, new double[] { 1 }))));
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

	/**
	 * NB: at weights of 1 and above, the tiny random networks magnify roundings a hundred- to a thousandfold, so that the
	 * distance between two exact ways to apply the same LoRA is the least that can be asked for.
	 */
	private static void check(String model, JsonObject single, String form) throws IOException {
		float[] branches = latents(model, single, form, false);
		float[] merged = latents(model, single, form, true);
		double rounding = GoldenTest.relativeL2(branches, merged);
		double tolerance = form.endsWith("fp16") ? model.equals("sd15") ? 2e-3 : 4e-3 : Math.max(1e-5, 4 * rounding);
		try (SafeTensors golden = SafeTensors.open(TestModels.get(model).resolve("golden.safetensors"))) {
			float[] expected = golden.floats(String.format("%02d.latents", single.get("case").getAsInt()));
			assertTrue(rounding <= 1e-2, "branches and merged differ by " + rounding);
			for (float[] actual : List.of(branches, merged))
				assertTrue(GoldenTest.relativeL2(actual, expected) <= tolerance, "relative L2 " + GoldenTest.relativeL2(actual,
					expected) + " where branches and merged differ by " + rounding);
			if (isGentle(single) && !form.endsWith("fp16")) assertTrue(GoldenTest.relativeL2(branches, expected) <= 1.2e-5,
				"relative L2 " + GoldenTest.relativeL2(branches, expected));
		}
	}

	/** Whether the LoRAs leave the network well-conditioned. */
	private static boolean isGentle(JsonObject single) {
		return single.getAsJsonObject("lora").entrySet().stream().allMatch(lora -> lora.getValue().getAsDouble() < 1);
	}

	private static float[] latents(String model, JsonObject single, String form, boolean merged) throws IOException {
		DiffusionJob job = GoldenTest.job(TestModels.get(model), single, false).mergedLoras(merged);
		for (Map.Entry<String, JsonElement> lora : single.getAsJsonObject("lora").entrySet()) {
			// NB: alpha is rank / 2, which the peft files do not store.
			double weight = lora.getValue().getAsDouble() * (form.equals("peft") ? 0.5 : 1);
			job.lora(Lora.of(file(model, lora.getKey(), form), weight));
		}
		return latents(model, job).get(0).data();
	}

	private static Img2ImgPipeline pipeline(String model) throws IOException {
		if (!OPEN.containsKey(model)) OPEN.put(model, Img2ImgPipeline.open(ModelDirectory.open(TestModels.get(model)),
			Provider.CPU, RunListener.NONE, new Cancellation()));
		return OPEN.get(model);
	}

	private static List<Tensor> latents(String model, DiffusionJob job) throws IOException {
		return pipeline(model).denoise(job, RunListener.NONE, new Cancellation());
	}

	private static LoraFile file(String model, String name, String form) throws IOException {
		return LoraFile.open(TestModels.get(model).resolve(Path.of("lora", name + "." + form + ".safetensors")));
	}

	private static DiffusionJob job(String model, long... seeds) throws IOException {
		return DiffusionJob.of(ImageCodec.of(ImageFiles.read(TestModels.get(model).resolve("input.png")).getProcessor())
			.encode()).prompt("fluorescence microscopy of nuclei, sharp").negative("blurry, out of focus").steps(4, false)
			.strength(0.75).seeds(seeds);
	}
}
