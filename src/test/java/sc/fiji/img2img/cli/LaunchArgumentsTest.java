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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.image.ij.ImageFiles;

/** Under LC_ALL=C prompts are what was typed, and paths that Java cannot open are refused before anything runs. */
@Tag("slow")
class LaunchArgumentsTest {

	@TempDir
	Path directory;

	@Test
	void lostCharactersAreRestored() {
		byte[] line = line("java", "-cp", "x", "Main", "in.png", "Zelle ü日🙂?", "");
		assertArrayEquals(new String[] { "in.png", "Zelle ü日🙂?", "" }, LaunchArguments.restored(line, "in.png",
			"Zelle ?????????" + "?", ""));
		assertArrayEquals(new String[] { "Zelle ü日🙂?", "" }, LaunchArguments.restored(line,
			"Zelle \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd?", ""));
	}

	@Test
	void argumentsFromElsewhereStayAsTheyAre() {
		assertArrayEquals(new String[] { "what?" }, LaunchArguments.restored(line("mvn", "exec:java"), "what?"));
		assertArrayEquals(new String[] { "in.png" }, LaunchArguments.restored(line("mvn", "-Dx=ü"), "in.png"));
		assertArrayEquals(new String[] { "a", "b" }, LaunchArguments.restored(line("b"), "a", "b"));
	}

	@Test
	void whatIsLostForGoodIsSaid() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LaunchArguments.restored(line("mvn",
			"-Dexec.args=in.png --prompt ü"), "in.png", "--prompt", "\ufffd\ufffd"));
		assertTrue(e.getMessage().contains("set LC_ALL=C.UTF-8"), e.getMessage());
		byte[] latin = { 'a', 0, (byte) 0xe9, 0 };
		assertThrows(IllegalArgumentException.class, () -> LaunchArguments.restored(latin, "a", "\ufffd"));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aPromptIsTheSameUnderEveryLanguageSetting() throws IOException, InterruptedException {
		Path input = TestImages.write(TestImages.rgb(32, 32), directory.resolve("in.png"));
		String options = "--model '" + TestModels.get("sd15") + "' --steps 2 --strength 0.5 --seed 1 --prompt ";
		Path expected = directory.resolve("expected.png");
		CommandRun.of(input, expected, "--model", TestModels.get("sd15"), "--steps", 2, "--strength", 0.5, "--seed", 1,
			"--prompt", "Zelle ü 日本 🙂").assertDone();
		Path output = directory.resolve("out.png");
		assertEquals("", launch("'" + input + "' '" + output + "' " + options +
			"\"$(printf 'Zelle \\303\\274 \\346\\227\\245\\346\\234\\254 \\360\\237\\231\\202')\""));
		assertEquals(TestPixels.checksum(ImageFiles.read(expected)), TestPixels.checksum(ImageFiles.read(output)));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void pathsThatJavaCannotOpenAreRefused() throws IOException, InterruptedException {
		for (String arguments : List.of("\"$(printf 'b\\303\\274.png')\" out.png", "in.png \"$(printf 'b\\303\\274.png')\"",
			"in.png out.png --mask \"$(printf 'b\\303\\274.png')\""))
			assertTrue(launch(arguments).matches(
				"img2img: .*has characters that Java cannot use .*set LC_ALL=C.UTF-8 before it starts.*"), arguments);
		assertEquals(0, directory.toFile().list().length);
	}

	/** Runs the command line in a Java of its own, and returns the lines of its errors. */
	private String launch(String arguments) throws IOException, InterruptedException {
		ChildJvm.Ended ended = ChildJvm.of(Img2ImgApp.class).under("sh", "-c", "exec \"$@\" " + arguments, "sh").variable("LC_ALL",
			"C").in(directory).run();
		return ended.text.lines().filter(line -> line.startsWith("img2img: ")).reduce("", String::concat);
	}

	private static byte[] line(String... words) {
		return (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
	}
}
