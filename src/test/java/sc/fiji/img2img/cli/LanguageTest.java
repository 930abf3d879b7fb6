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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.image.ij.ImageFiles;

/** What is written for machines and people has the same digits and points under every language setting. */
@Tag("slow")
class LanguageTest {

	private final Locale before = Locale.getDefault();

	@TempDir
	Path directory;

	@AfterEach
	void restore() {
		Locale.setDefault(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG", "fa-IR", "ne-NP", "tr-TR", "de-DE", "th-TH-u-nu-thai" })
	void digitsAreThoseOfEnglish(String language) throws IOException {
		Path input = TestImages.write(TestImages.rgb(32, 32), directory.resolve("in.png"));
		Locale.setDefault(Locale.forLanguageTag(language));
		Path output = directory.resolve("out.tif");
		CommandRun run = CommandRun.of(input, output, "--model", TestModels.get("sd15"), "--steps", "٤", "--strength", "٠٫٥",
			"--seed", 12345, "--lora", "concept.kohya:0.8").assertDone();
		assertTrue(run.err().contains("step 1 of 2, ") && run.err().contains("seed 12345)"), run.err());
		assertTrue(run.err().chars().noneMatch(c -> Character.isDigit(c) && c > '9'), run.err());
		String info = ImageFiles.read(output).getProperty("Info").toString();
		assertTrue(info.contains("\nsteps: 4\n") && info.contains("\nstrength: 0.5\n") && info.contains("\nseed: 12345\n"), info);
		assertTrue(info.chars().noneMatch(c -> Character.isDigit(c) && c > '9'), info);
		assertTrue(GenerationInfo.of(ImageFiles.read(output)).orElseThrow().parameters(32, 32).contains("Steps: 4"));
	}

	@Test
	void tablesAreThoseOfEnglish() throws IOException {
		Path input = TestImages.write(TestImages.rgb(32, 32), directory.resolve("in.png"));
		Locale.setDefault(Locale.forLanguageTag("ar-EG"));
		CommandRun run = CommandRun.of(input, directory.resolve("out.tif"), "--model", TestModels.get("sd15"), "--steps", 2, "--seed",
			7, "--guidance", 1, "--grid", "strength=0.5,1 guidance=1,0.5").assertDone();
		String table = Files.readString(directory.resolve("out.csv"));
		assertEquals(5, table.lines().count(), table);
		assertTrue(table.chars().noneMatch(c -> c > '~'), table);
		assertTrue(run.err().contains("4 of 4 cells, seed 7") && run.err().chars().noneMatch(c -> Character.isDigit(c) && c > '9'),
			run.err());
	}
}
