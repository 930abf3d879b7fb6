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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.lora.LoraBytes;

/** The grid's dialog begins with something that runs. */
class GridStartTest {

	private static final Img2ImgSettings USUAL = Img2ImgSettings.defaults().with(CommandSettings.MODEL, TestModels.get(
		"sd15").toString());

	@TempDir
	private Path folder;

	@Test
	void aLoraThatIsFoundHasItsWeightVaried() throws IOException {
		new LoraBytes().add("lora_unet_a.lora_down.weight", 1, 4, 8).add("lora_unet_a.lora_up.weight", 1, 8, 4).write(folder
			.resolve("style.safetensors"));
		Img2ImgSettings start = GridStart.of(USUAL.with(Img2ImgSettings.LORAFOLDER, folder.toString()));
		assertEquals(Grid.COLUMNS, start.get(CommandSettings.COLUMNS));
		assertEquals(LoraChoice.names(start).get(0), start.get(Img2ImgSettings.LORA));
	}

	@Test
	void withoutLorasThereAreSeeds() {
		Img2ImgSettings start = GridStart.of(Img2ImgSettings.defaults().with(CommandSettings.MODEL, "/no/such"));
		assertEquals("seed=1,2,3,4", start.get(CommandSettings.COLUMNS));
		assertEquals("", start.get(Img2ImgSettings.LORA));
		Grid.parse(start.get(CommandSettings.ROWS), start.get(CommandSettings.COLUMNS)).check(start);
	}

	@Test
	void whatRunsStaysAsItIs() {
		Img2ImgSettings settings = USUAL.with(CommandSettings.COLUMNS, "guidance=1,2");
		assertSame(settings, GridStart.of(settings));
	}
}
