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
package sc.fiji.img2img.model.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a repository, what a model needs is got, and nothing else. */
class HubFilesTest {

	private static final HubName NAME = HubName.read("ada/cells").orElseThrow();

	@Test
	void ofAPipelineTheWeightsOfHalfPrecisionAreTaken() throws IOException {
		List<String> chosen = HubFiles.choose(NAME, List.of("README.md", "cells.safetensors", "model_index.json",
			"safety_checker/model.safetensors", "scheduler/scheduler_config.json", "text_encoder/config.json",
			"text_encoder/model.fp16.safetensors", "text_encoder/model.safetensors", "text_encoder/pytorch_model.bin",
			"tokenizer/merges.txt", "tokenizer/vocab.json", "unet/config.json",
			"unet/diffusion_pytorch_model.fp16-00001-of-00002.safetensors",
			"unet/diffusion_pytorch_model.fp16-00002-of-00002.safetensors", "unet/diffusion_pytorch_model.safetensors",
			"unet/diffusion_pytorch_model.safetensors.index.fp16.json", "unet/model.onnx_data", "vae/config.json",
			"vae/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.non_ema.safetensors", "picture.png"));
		assertEquals(List.of("README.md", "model_index.json", "scheduler/scheduler_config.json", "text_encoder/config.json",
			"tokenizer/merges.txt", "tokenizer/vocab.json", "unet/config.json", "vae/config.json",
			"unet/diffusion_pytorch_model.fp16-00001-of-00002.safetensors",
			"unet/diffusion_pytorch_model.fp16-00002-of-00002.safetensors",
			"unet/diffusion_pytorch_model.safetensors.index.fp16.json", "vae/diffusion_pytorch_model.safetensors",
			"text_encoder/model.fp16.safetensors"), chosen);
		assertTrue(HubFiles.isFolder(chosen));
	}

	@Test
	void ofAnExportTheNetworksAreTakenWhole() throws IOException {
		List<String> chosen = HubFiles.choose(NAME, List.of("model_index.json", "unet/model.onnx", "unet/model.onnx_data",
			"unet/diffusion_pytorch_model.safetensors", "vae_decoder/model.onnx", "vae/diffusion_pytorch_model.bin"));
		assertEquals(List.of("model_index.json", "unet/model.onnx", "unet/model.onnx_data", "vae_decoder/model.onnx"), chosen);
	}

	@Test
	void aSingleFileIsTakenWhereThereIsNoPipeline() throws IOException {
		List<String> tiny = HubFiles.choose(NAME, List.of("config.json", "diffusion_pytorch_model.safetensors",
			"taesd_decoder.safetensors", "taesd_encoder.safetensors"));
		assertEquals(List.of("diffusion_pytorch_model.safetensors"), tiny);
		assertFalse(HubFiles.isFolder(tiny));
		assertEquals(List.of("cells.safetensors"), HubFiles.choose(NAME, List.of("model_index.json",
			"transformer/diffusion_pytorch_model.safetensors", "cells.safetensors")));
		assertThrows(IOException.class, () -> HubFiles.choose(NAME, List.of("cells.ckpt", "unet/diffusion_pytorch_model.bin")));
	}

	@ParameterizedTest
	@CsvSource({ "ada/cells,ada/cells,main,", "ada/cells@v1.0,ada/cells,v1.0,", "ada/cells:x/y z.safetensors,ada/cells,main,x/y z.safetensors",
		"ada/cells@refs/pr/1:a.safetensors,ada/cells,refs/pr/1,a.safetensors" })
	void namesHaveARevisionAndAFile(String text, String repository, String revision, String file) {
		HubName name = HubName.read(text).orElseThrow();
		assertEquals(List.of(repository, revision, file == null ? "" : file), List.of(name.repository(), name.revision(), name
			.file()));
	}

	@ParameterizedTest
	@CsvSource({ "cells", "/ada/cells", "C:\\ada\\cells", "a/b/c", "../ada/cells", "https://example.org/x" })
	void otherTextsAreNoNames(String text) {
		assertTrue(HubName.read(text).isEmpty());
	}
}
