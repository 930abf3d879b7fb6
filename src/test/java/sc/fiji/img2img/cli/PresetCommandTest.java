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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Preset;
import sc.fiji.img2img.Presets;
import sc.fiji.img2img.PresetFolder;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

class PresetCommandTest extends PresetFolder {

	@Test
	void optionsComeFirstAndWhatWasGivenIsSaved() throws IOException {
		Path input = TestImages.write(TestImages.floats(64, 64), folder.resolve("input.tif"));
		Path output = folder.resolve("output.tif");
		Preset preset = Preset.of(Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH, 0.5).with(Img2ImgSettings.STEPS, 4)
			.with(Img2ImgSettings.SEED, 5L).with(Img2ImgSettings.GUIDANCE, 1.0), TestModels.get("sd15").toString());
		Presets.save(preset, "mine");
		String said = CommandRun.of(input, output, "--preset", "mine", "--seed", "7").assertDone().err();
		assertTrue(said.contains("2 of 4 steps, seed 7)"), said);
		CommandRun.of(input, output, "--preset", "mine", "--steps", "2", "--save-preset", "short").assertDone();
		assertEquals("2", Presets.find("short").values().get("steps"));
		assertEquals(preset.model(), Presets.find("short").model());
		CommandRun.of(input, output, "--preset", "absent").assertRefused("absent", "mine, short");
		Path batch = folder.resolve("batch");
		String dry = CommandRun.of("batch", input, "--out", batch, "--preset", "mine", "--dry-run").assertDone().out();
		assertTrue(dry.contains("1 files would be run"), dry);
	}
}
