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

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** The model that comes with the program gives what diffusers makes of its weights, with its LoRA at any weight. */
@Tag("slow")
class EmbeddedModelGoldenTest {

	private static final Path GOLDEN = Path.of("src", "test", "resources", "goldens", "microscopy.safetensors");

	private static Path folder;

	private static Img2ImgPipeline pipeline;

	@BeforeAll
	static void open() throws IOException {
		folder = EmbeddedModel.directory();
		pipeline = Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(folder)), Provider.CPU, RunControl.silent());
	}

	@AfterAll
	static void close() {
		pipeline.close();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.5, 1, 1.25 })
	void latentsAreThoseOfDiffusers(double weight) throws IOException {
		assertTrue(RelativeL2.of(latents(weight), golden("weight " + weight)) <= 1e-5);
	}

	@Test
	void aNewWeightLoadsNothing() throws IOException {
		latents(0.3);
		int loads = pipeline.loads();
		latents(0.9);
		assertEquals(loads, pipeline.loads());
	}

	private static float[] latents(double weight) throws IOException {
		DiffusionJob job = DiffusionJob.of(Tensor.of(golden("image"), 1, 3, 64, 64)).prompt("blood smear, blood cells").steps(8, false).strength(0.75) //
			.guidance(Guidance.of(2, 0)).seeds(7) //
			.lora(Lora.of(LoraFile.open(folder.resolve("lora").resolve("stained_tissue.safetensors")), weight));
		return pipeline.denoise(job, RunControl.silent()).get(0).data();
	}

	private static float[] golden(String name) throws IOException {
		try (SafeTensors tensors = SafeTensors.open(GOLDEN)) {
			return tensors.floats(name);
		}
	}
}
