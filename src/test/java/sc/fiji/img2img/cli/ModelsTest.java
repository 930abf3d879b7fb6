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

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.model.download.FaultyServer;
import sc.fiji.img2img.model.library.SmallFile;

class ModelsTest {

	@TempDir
	private Path folder;

	private Path models;

	@BeforeEach
	void useFolder() {
		models = folder.resolve("models");
		System.setProperty("img2img.models", models.toString());
	}

	@AfterEach
	void forgetFolder() {
		System.clearProperty("img2img.models");
	}

	@Test
	void theListHasAllThatIsHere() throws IOException {
		TestModels.copy("sd15", models.resolve("own").resolve("nuclei"));
		SmallFile.write(models.resolve("loras").resolve("stain.safetensors"), SmallFile.lora("modelspec.license", "MIT"));
		SmallFile.write(models.resolve("page.safetensors"), "<html>Log in</html>".getBytes(StandardCharsets.UTF_8));
		for (String[] arguments : new String[][] { { "models" }, { "models", "list" } }) {
			String list = CommandRun.of((Object[]) arguments).assertDone().out();
			assertTrue(list.startsWith("NAME "), list);
			assertTrue(list.matches("(?s).*\nmicroscopy +Stable Diffusion +\\d+ MB +Simplified BSD +in the program\n.*"), list);
			assertTrue(list.matches("(?s).*\nstain +LoRA +1 kB +MIT +.*stain.safetensors\n.*"), list);
			assertTrue(list.matches("(?s).*\nnuclei +Stable Diffusion.* not stated .*"), list);
			assertTrue(list.matches("(?s).*\npage +not usable.*web.page.*"), list);
		}
	}

	@Test
	void aModelIsShownByNameAndByPath() throws IOException {
		Path nuclei = TestModels.copy("sd15", models.resolve("nuclei"));
		for (Object asked : new Object[] { "NUCLEI", nuclei }) {
			String card = CommandRun.of("models", "show", asked).assertDone().out();
			assertTrue(card.startsWith("Kind:  Stable Diffusion") && card.contains("It can be run."), card);
		}
		assertTrue(CommandRun.of("models", "show", "microscopy").assertDone().out().contains("It can be run."));
		CommandRun.of("models", "show", "absent").assertFailed("\"absent\"", "microscopy, nuclei");
		CommandRun.of("models", "show").assertRefused("PATH");
	}

	@Test
	void modelsAreAddedVerifiedMendedAndRemoved() throws IOException {
		byte[] lora = SmallFile.lora("modelspec.trigger_phrase", "stained tissue");
		try (FaultyServer server = FaultyServer.start().withHub("ada/stain", "stain.safetensors", lora)) {
			String mirror = server.uri("").toString();
			CommandRun.of("models", "add", "ada/stain", "--mirror", mirror).assertRefused("no console", "--yes");
			assertTrue(!Files.exists(models));
			String added = CommandRun.of("models", "add", "ada/stain", "--mirror", mirror, "--yes").assertDone().out();
			Path stain = models.resolve("loras").resolve("stain.safetensors");
			assertTrue(added.contains("Download: 1 kB") && added.contains("Licence: mit") && added.contains("Added " + stain) && added
				.contains("stained tissue"), added);
			assertTrue(CommandRun.of("models", "add", "ada/stain", "--mirror", mirror).assertDone().out().contains(
				"here already"));
			assertTrue(CommandRun.of("models", "verify").assertDone().out().contains("stain is whole"));
			Files.write(stain, new byte[5]);
			CommandRun.of("models", "verify", "stain").assertRefused("--yes");
			String mended = CommandRun.of("models", "verify", "stain", "--yes").assertDone().out();
			assertTrue(mended.contains("stain is broken: changed, cut off or missing: stain.safetensors (1 kB to get again)") &&
				mended.contains("Mended stain."), mended);
			CommandRun.of("models", "remove", "stain").assertRefused("--yes");
			assertTrue(CommandRun.of("models", "remove", "stain", "--yes").assertDone().out().contains("Removed " + stain));
			CommandRun.of("models", "remove", "microscopy", "--yes").assertFailed("comes with the program");
			CommandRun.of("models", "add", "x y z", "--mirror", "ftp://a").assertRefused("ftp://a");
			CommandRun.of("models", "add", "x y z", "--mirror", mirror).assertFailed("x y z", "taesd");
		}
		assertTrue(CommandRun.of("models", "list", "--known").assertDone().out().contains("stabilityai/sd-turbo"));
	}
}
