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
package sc.fiji.img2img.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.DecoderChoice;
import sc.fiji.img2img.model.Model;

/** What makes an output counts for whether it is done, be it beside the model. */
class WorkHashTest {

	@TempDir
	private Path folder;

	private Path model;

	private Path input;

	/** NB: without its configuration, a VAE counts as one of the usual kind. */
	@BeforeEach
	void copy() throws IOException {
		model = TestModels.copy("sd15", folder.resolve("model"));
		Files.delete(model.resolve("vae_decoder").resolve("config.json"));
		input = Files.writeString(folder.resolve("input.tif"), "pixels");
	}

	@Test
	void theSmallDecoderCountsWhereItMakesTheImage() throws IOException {
		String without = hash(DecoderChoice.TINY);
		String full = hash(DecoderChoice.AUTO);
		Path taesd = Files.writeString(folder.resolve("taesd.safetensors"), "some weights");
		String some = hash(DecoderChoice.TINY);
		assertEquals(some, hash(DecoderChoice.TINY));
		Files.writeString(taesd, "other weights");
		assertNotEquals(some, hash(DecoderChoice.TINY));
		assertNotEquals(some, without);
		assertEquals(full, hash(DecoderChoice.AUTO));
	}

	private String hash(DecoderChoice decoder) throws IOException {
		return WorkHash.of(Model.open(model), Img2ImgSettings.defaults().with(Img2ImgSettings.DECODER, decoder)).of(input, Optional
			.empty(), 1);
	}
}
