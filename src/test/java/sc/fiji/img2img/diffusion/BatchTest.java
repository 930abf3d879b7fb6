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
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** A row of a batch is what its seed gives alone. */
@Tag("slow")
class BatchTest {

	/** Relative; 0 on x86-64. NB: processors may sum matrix products of other sizes in another order. */
	private static final double TOLERANCE = 1e-5;

	@ParameterizedTest
	@ValueSource(strings = { "sd15", "sdxl", "inpaint9", "lcm" })
	void rowsAreTheLatentsOfTheirSeeds(String model) throws IOException {
		try (Img2ImgPipeline pipeline = Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(TestModels.get(model))), Provider.CPU,
			RunControl.silent()))
		{
			long[] seeds = { 5, 0, Long.MAX_VALUE };
			List<Tensor> rows = latents(pipeline, seeds);
			assertEquals(seeds.length, rows.size());
			for (int i = 0; i < seeds.length; i++) {
				double difference = RelativeL2.of(rows.get(i).data(), latents(pipeline, seeds[i]).get(0).data());
				assertTrue(difference <= TOLERANCE, "seed " + seeds[i] + " differs by " + difference);
			}
		}
	}

	private static List<Tensor> latents(Img2ImgPipeline pipeline, long... seeds) throws IOException {
		DiffusionJob job = DiffusionJob.of(Processors.codec(TestImages.rgb(64, 64)).encode()).prompt("a red square") //
			.steps(6, false).strength(0.7).guidance(Guidance.of(4, 0)).seeds(seeds);
		return pipeline.denoise(job, RunControl.silent());
	}
}
