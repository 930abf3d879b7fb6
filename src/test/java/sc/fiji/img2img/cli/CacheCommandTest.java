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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.KeptGraphs;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.run.RunControl;

@Tag("slow")
class CacheCommandTest {

	@TempDir
	private Path folder;

	@Test
	void whatWasPreparedIsListedAndDeleted() throws IOException {
		Path copy = Files.createDirectories(folder.resolve("models").resolve("0123456789abcdefUNET-" + "01234567".repeat(8)));
		Files.createFile(copy.resolve("weights.bin"));
		Path unpacked = Files.createDirectories(folder.resolve("models").resolve("microscopy-0123"));
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			open(Img2ImgSettings.defaults());
			assertFalse(kept.folders().isEmpty());
			String list = CommandRun.of("cache", "list").assertDone().out();
			assertTrue(list.matches("(?s)SIZE +WHAT\n\\d\\.\\d GB +networks prepared.*\n0\\.0 GB +copies of networks.*\n"), list);
			assertFalse(kept.folders().isEmpty());
			CommandRun.of("cache", "clear").assertDone();
			assertEquals(List.of(), kept.folders());
			assertFalse(Files.exists(copy));
			assertTrue(Files.exists(unpacked));
		}
	}

	@Test
	void nothingIsPreparedWithoutTheCache() throws IOException {
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			open(Img2ImgSettings.defaults().with(Img2ImgSettings.NOCACHE, true));
			assertEquals(List.of(), kept.all());
		}
	}

	private static void open(Img2ImgSettings settings) throws IOException {
		Img2Img.open(Model.open(TestModels.get("sd15")), settings, RunControl.silent()).close();
	}
}
