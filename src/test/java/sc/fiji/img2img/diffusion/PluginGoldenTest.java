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

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** Plugin providers give diffusers' latents, too, with LoRAs and without; where they are installed. */
@Tag("slow")
class PluginGoldenTest {

	private Img2ImgPipeline pipeline;

	@AfterEach
	void close() {
		if (pipeline != null) pipeline.close();
	}

	@ParameterizedTest
	@CsvSource({ "sd15, 0", "sd15, 2", "sd15, 3", "sd15, 4", "sd15, 5", "sd15, 6", "sd15, 7", "sd15, 8", "sd15, 9",
		"sd15, 10", "sd15, 11", "sdxl, 0", "sdxl, 2", "sdxl, 3", "sdxl, 4", "sdxl, 5", "sdxl, 6", "sdxl, 7", "sdxl, 8",
		"sdxl, 9", "sdxl, 10", "sdxl, 11" })
	void openVinoGivesTheGoldens(String model, int number) throws IOException {
		check("openvino", model, number, 1e-5);
	}

	/** NB: few, since the kernels of a graphics processor that software plays are slow. */
	@ParameterizedTest
	@CsvSource({ "sd15, 2", "sd15, 4", "sdxl, 4" })
	void webGpuGivesTheGoldens(String model, int number) throws IOException {
		check("webgpu", model, number, 1e-3);
	}

	private void check(String device, String name, int number, double tolerance) throws IOException {
		assumeTrue(InstalledPlugins.here().find(device).isPresent(), device + " is not installed in " + InstalledPlugins
			.here().directory());
		Path directory = TestModels.get(name);
		open(device, directory);
		JsonObject single = TestModels.golden(directory).getAsJsonArray("cases").get(number).getAsJsonObject();
		DiffusionJob job = GoldenTest.job(directory, single, false);
		if (single.has("lora")) for (Map.Entry<String, JsonElement> lora : single.getAsJsonObject("lora").entrySet())
			job.lora(Lora.of(LoraFile.open(directory.resolve(Path.of("lora", lora.getKey() + ".kohya.safetensors"))), lora
				.getValue().getAsDouble()));
		float[] actual = pipeline.denoise(job, RunControl.silent()).get(0).data();
		double error = RelativeL2.of(actual, expected(name, number));
		assertTrue(error <= Math.max(tolerance, 2 * spread(name, number)), device + ", " + name + ", case " + number +
			": relative L2 " + error);
	}

	/** NB: diffusers' own latents are not exact enough at large weights of LoRAs. */
	private static float[] expected(String model, int number) throws IOException {
		if (exact(model, number).isPresent()) return LoraGoldenTest.exact(model, exact(model, number).get(), "kohya");
		try (SafeTensors golden = SafeTensors.open(TestModels.get(model).resolve("golden.safetensors"))) {
			return golden.floats(String.format(Locale.ROOT, "%02d.latents", number));
		}
	}

	/** How far diffusers' latents are from exact ones, by rounding alone. */
	private static double spread(String model, int number) throws IOException {
		return exact(model, number).map(single -> single.get("spread").getAsDouble()).orElse(0.);
	}

	private static Optional<JsonObject> exact(String model, int number) throws IOException {
		for (JsonElement single : LoraGoldenTest.exactCases(model))
			if (single.getAsJsonObject().get("case").getAsInt() == number) return Optional.of(single.getAsJsonObject());
		return Optional.empty();
	}

	private void open(String device, Path directory) throws IOException {
		DeviceChoice choice;
		try {
			choice = Devices.choose(device, Precision.FP32);
		}
		catch (IllegalArgumentException e) {
			assumeTrue(!e.getMessage().contains("finds no device here"), e.getMessage());
			throw e;
		}
		pipeline = Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(directory)), choice.provider(), RunControl.silent());
	}
}
