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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.ij.GenerationXmp;

/** img2img batch says what it does, file by file, and ends with exit code 1 if a file failed. */
class BatchCommandTest {

	@TempDir
	private Path folder;

	private Path input;

	private Path output;

	@BeforeEach
	void images() throws IOException {
		input = Files.createDirectory(folder.resolve("in"));
		output = folder.resolve("out");
		TestImages.write(TestImages.rgb(64, 64), input.resolve("a.png"));
		TestImages.write(TestImages.shorts(64, 64), input.resolve("b.tif"));
	}

	@Test
	void allFilesAreRunAndThenSkipped() throws IOException {
		String first = batch(input).assertDone().err();
		assertTrue(first.contains("a.png: done in ") && first.contains("2 of 2 files are done"), first);
		assertEquals(Arrays.asList("a.png", "b.tif", "img2img-log.csv"), sorted(output));
		String second = batch(input).assertDone().err();
		assertTrue(second.contains("a.png: done before") && second.contains("(2 of them were before)"), second);
		assertFalse(second.contains("Device:"), "the model was loaded: " + second);
		assertEquals(3, Files.readAllLines(output.resolve("img2img-log.csv")).size());
	}

	@Test
	void aFileThatFailsIsListedAtTheEnd() throws IOException {
		Files.writeString(input.resolve("c.tif"), "no image");
		CommandRun run = batch(input);
		run.assertFailed("2 of 3 files are done, 1 failed");
		assertTrue(run.err().contains("These files failed:" + System.lineSeparator() + "  c.tif: The file "), run.err());
	}

	@Test
	void aDryRunSaysWhatWouldBeRun() throws IOException {
		Files.writeString(input.resolve("c.tif"), "no image");
		CommandRun run = batch(input, "--dry-run");
		run.assertFailed("2 files would be run, 0 were done before, 1 cannot be run");
		assertTrue(run.out().contains("a.png: to " + output.resolve("a.png") + ", seed "), run.out());
		assertTrue(run.out().contains("c.tif: cannot be run: "), run.out());
		assertFalse(Files.exists(output));
	}

	@Test
	void sharesAndLogsAreAskedFor() throws IOException {
		Path log = folder.resolve("log.csv");
		batch(input, "--shard", "2/2", "--log", log, "--json").assertDone();
		assertEquals(Arrays.asList("b.tif", "b.tif.json"), sorted(output));
		assertEquals(2, Files.readAllLines(log).size());
	}

	@Test
	void masksLimitTheChange() throws IOException {
		Path masks = Files.createDirectory(folder.resolve("masks"));
		TestImages.write(TestImages.mask(64, 64), masks.resolve("a.tif"));
		batch(input.resolve("a.png"), "--masks", masks).assertDone();
		assertEquals("the change is limited to one", GenerationXmp.read(output.resolve("a.png")).get().values().get(
			"selection"));
	}

	@Test
	void wrongUseIsSaidInOneSentence() {
		batch(input, "--shard", "3/2").assertRefused("shard should be", "3/2");
		batch(input, "--feather", "-1").assertRefused("feather should be");
		batch(folder.resolve("missing")).assertFailed("There is no file or folder");
		batch(input, "--masks", folder.resolve("missing")).assertFailed("masks should be a folder");
		CommandRun.of("batch", input).assertRefused("--out");
		CommandRun.of("batch", "--out", output).assertRefused("INPUT");
	}

	private CommandRun batch(Object inputs, Object... more) {
		List<Object> arguments = new ArrayList<>(List.of("batch", inputs, "--out", output, "--model", TestModels.get("sd15"),
			"--steps", 2, "--strength", 0.5, "--guidance", 1));
		arguments.addAll(Arrays.asList(more));
		return CommandRun.of(arguments.toArray());
	}

	private static List<String> sorted(Path folder) {
		String[] names = folder.toFile().list();
		Arrays.sort(names);
		return Arrays.asList(names);
	}
}
