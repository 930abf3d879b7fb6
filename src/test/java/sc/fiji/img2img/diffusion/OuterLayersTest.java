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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ExportedCheckpoint;
import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.random.TorchCpuGenerator;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** The outer layers of a UNet, however it was exported, answer as the whole one when they are told what its deep ones say. */
class OuterLayersTest {

	private static final RunControl SILENT = RunControl.silent();

	private static final double TIMESTEP = 321;

	private static final int SIDE = 16;

	@TempDir
	private Path folder;

	@TestFactory
	Stream<DynamicTest> exports() {
		return Stream.of("sd15", "sd15_inpaint", "sd2", "sdxl", "sdxl_refiner", "lcm", "inpaint9").map(name -> dynamicTest(name,
			() -> compare(TestModels.get(name), List.of())));
	}

	@Test
	void aNetworkOfOneSizeHasNone() throws IOException {
		Architecture architecture = Architectures.of(Model.open(TestModels.get("layouts/optimum")));
		try (DenoisingNetwork network = architecture.openNetwork(Provider.CPU, new DeviceMemory(), SILENT)) {
			network.use(List.of(), 1, SILENT);
			assertEquals("The UNet " + TestModels.get("layouts/optimum").resolve(Path.of("unet", "model.onnx")) +
				" has no deep layers to leave out; leave deepcache off.", assertThrows(IOException.class, () -> network.prepare(List.of(), 1,
					true, SILENT)).getMessage());
		}
	}

	@Test
	void theEmbeddedModel() throws IOException {
		compare(EmbeddedModel.directory(), List.of());
	}

	@TestFactory
	Stream<DynamicTest> checkpoints() {
		return Stream.of("sd15", "sdxl").map(name -> dynamicTest(name, () -> compare(ExportedCheckpoint.write(TestModels.get(name),
			folder.resolve(name)), List.of())));
	}

	@TestFactory
	Stream<DynamicTest> loras() {
		Path loras = TestModels.get("sd15").resolve("lora");
		return Stream.of("concept.kohya", "style.peft").map(lora -> dynamicTest(lora, () -> compare(TestModels.get("sd15"), List
			.of(Lora.of(LoraFile.open(loras.resolve(lora + ".safetensors")), 0.8)))));
	}

	private static void compare(Path path, List<Lora> loras) throws IOException {
		Architecture architecture = Architectures.of(Model.open(path));
		try (TextStack text = architecture.openText(Provider.CPU, SILENT); //
			DenoisingNetwork network = architecture.openNetwork(Provider.CPU, new DeviceMemory(), SILENT))
		{
			DiffusionJob job = DiffusionJob.of(random(3, 32)).prompt("nuclei");
			loras.forEach(job::lora);
			text.use(loras, SILENT);
			Conditions weights = network.prepare(loras, 1, true, SILENT).load();
			Conditions conditions = network.fit(text.encode(job, false, 0, SILENT).positive(), job.guidance).and(weights);
			LayeredPredictor layers = network.layers();
			Tensor latents = random(network.channels(), SIDE);
			LayeredPredictor.Answer all = layers.predictAll(latents, TIMESTEP, conditions, SILENT);
			assertArrayEquals(layers.predict(latents, TIMESTEP, conditions, SILENT).data(), all.whole().data());
			assertEquals(SIDE, all.deep().dim(3));
			assertTrue(distance(all, layers.predictOuter(latents, TIMESTEP, conditions, all.deep(), SILENT)) <= 1e-6);
			Tensor other = Tensor.of(new float[all.deep().data().length], all.deep().shape());
			assertTrue(distance(all, layers.predictOuter(latents, TIMESTEP, conditions, other, SILENT)) > 1e-2);
		}
	}

	private static double distance(LayeredPredictor.Answer all, Tensor outer) {
		return RelativeL2.of(outer.data(), all.whole().data());
	}

	private static Tensor random(int channels, int side) {
		return Tensor.of(TorchCpuGenerator.of(channels).next(channels * side * side), 1, channels, side, side);
	}
}
