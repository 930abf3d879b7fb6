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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ExportedCheckpoint;
import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.random.TorchCpuGenerator;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** Networks that are built from weights answer as exports of the same weights do, with LoRAs, too. */
@Tag("slow")
class ExportedCheckpointTest {

	/** What the order in which numbers are added up makes of one network's answer. */
	private static final double NETWORK = 2e-6;

	/** The same for a whole run, as for all goldens. */
	private static final double RUN = 1e-5;

	/** The UNet's answer. */
	private static final String NOISE = "noise";

	private static final RunControl SILENT = RunControl.silent();

	@TempDir
	private Path folder;

	@TestFactory
	Stream<DynamicTest> models() {
		return Stream.of("sd15", "sdxl", "sd15_inpaint", "sd2", "lcm", "sdxl_refiner", "inpaint9").map(name -> dynamicTest(name,
			() -> compare(name, TestModels.get(name), ExportedCheckpoint.write(TestModels.get(name), folder.resolve(name)))));
	}

	private static void compare(String name, Path export, Path checkpoint) throws IOException {
		JsonArray cases = TestModels.golden(export).getAsJsonArray("cases");
		try (Networks exported = new Networks(export); Networks built = new Networks(checkpoint); //
			Img2ImgPipeline whole = pipeline(export); Img2ImgPipeline wholeBuilt = pipeline(checkpoint))
		{
			assertEquals(exported.network.trainedEdge(), built.network.trainedEdge(), name);
			for (int i = 0; i < cases.size(); i++) {
				JsonObject single = cases.get(i).getAsJsonObject();
				if (i > 0 && !single.has("lora")) continue;
				DiffusionJob job = job(export, single);
				Map<String, Tensor> answers = built.answers(job);
				double magnified = magnified(name, single);
				exported.answers(job).forEach((network, answer) -> assertClose(name + " " + GoldenTest.name(single) + ": " + network,
					answer.data(), answers.get(network).data(), network.equals(NOISE) ? Math.max(NETWORK, magnified) : NETWORK));
				assertClose(name + " " + GoldenTest.name(single), latents(whole, job), latents(wholeBuilt, job), Math.max(RUN,
					magnified));
			}
		}
	}

	private static void assertClose(String title, float[] expected, float[] actual, double tolerance) {
		double distance = RelativeL2.of(actual, expected);
		assertTrue(distance <= tolerance, title + ": relative L2 " + distance);
	}

	/** NB: LoRAs may magnify roundings several thousandfold; see {@link LoraGoldenTest}. */
	private static double magnified(String name, JsonObject single) throws IOException {
		if (!single.has("lora")) return 0;
		for (JsonElement exact : LoraGoldenTest.exactCases(name))
			if (exact.getAsJsonObject().get("case").equals(single.get("case"))) return 2 * exact.getAsJsonObject().get("spread")
				.getAsDouble();
		throw new AssertionError(name + " has no exact case for " + single);
	}

	private static Img2ImgPipeline pipeline(Path path) throws IOException {
		return Img2ImgPipeline.open(Architectures.of(Model.open(path)), Provider.CPU, SILENT);
	}

	private static DiffusionJob job(Path export, JsonObject single) throws IOException {
		JsonObject golden = TestModels.golden(export);
		boolean inpaints = golden.has("pipeline") && golden.get("pipeline").getAsString().equals("inpaint");
		DiffusionJob job = GoldenTest.job(export, single, inpaints);
		if (single.has("lora")) for (Map.Entry<String, JsonElement> lora : single.getAsJsonObject("lora").entrySet())
			job.lora(Lora.of(LoraFile.open(export.resolve("lora").resolve(lora.getKey() + ".kohya.safetensors")), lora.getValue()
				.getAsDouble()));
		return job;
	}

	private static float[] latents(Img2ImgPipeline pipeline, DiffusionJob job) throws IOException {
		return Tensor.concatenate(pipeline.denoise(job, SILENT).toArray(new Tensor[0])).data();
	}

	/** A model's networks, each asked alone. */
	private static final class Networks implements AutoCloseable {

		private static final double TIMESTEP = 321;

		private static final int SIDE = 16;

		private final TextStack text;

		private final LatentSpace latents;

		private final DenoisingNetwork network;

		private Networks(Path path) throws IOException {
			Architecture architecture = Architectures.of(Model.open(path));
			text = architecture.openText(Provider.CPU, SILENT);
			latents = architecture.openLatents(Provider.CPU, new DeviceMemory(), SILENT);
			network = architecture.openNetwork(Provider.CPU, new DeviceMemory(), SILENT);
		}

		private Map<String, Tensor> answers(DiffusionJob job) throws IOException {
			text.use(job.loras(), SILENT);
			Conditions weights = network.use(job.loras(), 1, SILENT);
			Conditions prompt = text.encode(job, false, 0, SILENT).positive();
			Map<String, Tensor> answers = new LinkedHashMap<>(prompt.tensors());
			// NB: not an image with areas of one colour, in which exports normalise less exactly on the CPU.
			answers.put("latent", latents.encode(random(3, SIDE * latents.factor()), SILENT).mean());
			answers.put("image", latents.decode(random(latents.channels(), SIDE), SILENT));
			answers.put(NOISE, network.predict(random(network.channels(), SIDE), TIMESTEP, network.fit(prompt, job.guidance).and(
				weights), SILENT));
			return answers;
		}

		private static Tensor random(int channels, int side) {
			return Tensor.of(TorchCpuGenerator.of(channels).next(channels * side * side), 1, channels, side, side);
		}

		@Override
		public void close() {
			text.close();
			latents.close();
			network.close();
		}
	}
}
