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
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

/** Inputs, masks and outputs that cannot be used end in one sentence, and in no file. */
class BadImageTest {

	@TempDir
	Path directory;

	private Path folder;

	@BeforeEach
	void makeFolder() throws IOException {
		folder = Files.createDirectory(directory.resolve("output"));
	}

	@TestFactory
	Stream<DynamicTest> truncatedImagesAreNamed() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (String name : List.of("image.png", "image.tif", "image.jpg")) {
			byte[] bytes = Files.readAllBytes(TestImages.write(TestImages.rgb(40, 30), directory.resolve(name)));
			for (double share : new double[] { 0, 0.01, 0.1, 0.3, 0.5, 0.8, 0.95 }) {
				Path file = directory.resolve(share + name);
				tests.add(dynamicTest(name + " cut off after " + share, () -> {
					Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
					assertFailed(file, folder.resolve("output.png"), name, "damaged");
				}));
			}
		}
		return tests.stream();
	}

	@TestFactory
	Stream<DynamicTest> garbageIsNamed() {
		byte[] noise = new byte[3000];
		new Random(2).nextBytes(noise);
		return Stream.of("a.png", "a.tif", "a.jpg", "a.gif", "a.bmp", "a.txt", "a").map(name -> dynamicTest(name, () -> {
			Path file = Files.write(directory.resolve(name), noise);
			assertFailed(file, folder.resolve("output.png"), name, "damaged");
		}));
	}

	@Test
	void aMissingInputIsNamed() {
		assertFailed(directory.resolve("none.png"), folder.resolve("output.png"), "none.png", "no file");
	}

	@Test
	void aFolderAsInputIsNamed() {
		assertFailed(directory, folder.resolve("output.png"), directory.toString(), "is a folder");
	}

	@ParameterizedTest
	@ValueSource(strings = { "output.xyz", "output", "png" })
	void unknownFormatsAreNamed(String name) throws IOException {
		assertFailed(input(), folder.resolve(name), name, ".tif, .png or .jpg");
	}

	@Test
	void aMissingOutputFolderIsNamed() throws IOException {
		assertFailed(input(), folder.resolve("none").resolve("output.png"), "none", "no folder");
	}

	@Test
	void aFolderAsOutputIsNamed() throws IOException {
		Path output = Files.createDirectory(directory.resolve("folder.png"));
		assertFailed(input(), output, "folder.png", "is a folder");
	}

	@Test
	void theRootAsOutputIsNamed() throws IOException {
		assertFailed(input(), directory.getRoot(), ".tif, .png or .jpg");
	}

	@Test
	void aClosedOutputFolderIsNamed() throws IOException {
		assumeFalse(!folder.toFile().setWritable(false) || Files.isWritable(folder), "everything may be written to here");
		try {
			assertFailed(input(), folder.resolve("output.png"), folder.toString(), "may not be written");
		}
		finally {
			folder.toFile().setWritable(true);
		}
	}

	@Test
	void aMaskOfAnotherSizeIsNamed() throws IOException {
		Path mask = TestImages.write(TestImages.mask(30, 40), directory.resolve("mask.png"));
		run(input(), folder.resolve("output.png"), "--mask", mask).assertFailed("mask", "40 x 30", "30 x 40");
		assertEquals(0, folder.toFile().list().length);
	}

	@Test
	void aMissingMaskIsNamed() throws IOException {
		run(input(), folder.resolve("output.png"), "--mask", directory.resolve("none.png")).assertFailed("none.png",
			"no file");
	}

	private void assertFailed(Path input, Path output, String... parts) {
		run(input, output).assertFailed(parts);
		assertEquals(0, folder.toFile().list().length);
	}

	private static CommandRun run(Path input, Path output, Object... more) {
		List<Object> arguments = new ArrayList<>(List.of(input, output, "--model", TestModels.get("sd15"), "--steps", 1));
		arguments.addAll(List.of(more));
		return CommandRun.of(arguments.toArray());
	}

	private Path input() throws IOException {
		return TestImages.write(TestImages.rgb(40, 30), directory.resolve("input.png"));
	}
}
