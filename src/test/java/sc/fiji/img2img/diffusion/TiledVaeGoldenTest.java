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

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** Tiles blend as in diffusers' AutoencoderKL. */
class TiledVaeGoldenTest {

	private static final int TILE = 64;

	private static final int LATENT_TILE = 8;

	@Test
	void encodesAsDiffusersDoes() throws IOException {
		check("image", "vae_encoder", TiledMap.of(TILE, LATENT_TILE), "moments");
	}

	@Test
	void decodesAsDiffusersDoes() throws IOException {
		check("latent", "vae_decoder", TiledMap.of(LATENT_TILE, TILE), "decoded");
	}

	private static void check(String input, String network, TiledMap tiles, String output) throws IOException {
		Path graph = TestModels.get("tiny_vae").resolve(network).resolve("model.onnx");
		try (SafeTensors golden = SafeTensors.open(Path.of("src", "test", "resources", "goldens", "vae_tiled.safetensors"));
			OnnxSession session = OnnxSession.open(OnnxModel.read(graph), Provider.CPU))
		{
			String name = session.inputs().get(0).name();
			Tensor mapped = tiles.apply(Tensor.of(golden.floats(input), golden.shape(input)), tile -> session.run(Map.of(name,
				tile), new Cancellation()).values().iterator().next());
			assertArrayEquals(golden.shape(output), mapped.shape());
			assertArrayEquals(golden.floats(output), mapped.data(), 1e-5f);
		}
	}
}
