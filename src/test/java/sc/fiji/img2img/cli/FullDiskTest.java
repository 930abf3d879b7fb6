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

import ai.onnxruntime.OrtEnvironment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

/** A JVM that can write only so much, as on a full disk. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class FullDiskTest {

	private static final int LIMIT_KIB = 64;

	@TempDir
	Path directory;

	@Test
	void anOutputThatDoesNotFitIsNamedAndLeavesNothingBehind() throws IOException, InterruptedException {
		Path input = TestImages.write(TestImages.floats(256, 256), directory.resolve("input.tif"));
		Path folder = Files.createDirectory(directory.resolve("output"));
		assertTrue(Files.size(input) > 1024L * LIMIT_KIB);
		ChildJvm.Ended ended = ChildJvm.of(Img2ImgApp.class, input, folder.resolve("output.tif"), "--model", TestModels.get(
			"sd15"), "--strength", "0").with("-XX:-UsePerfData", "-Donnxruntime.native.path=" + unpackLibraries()).under("bash",
				"-c", "ulimit -f " + LIMIT_KIB + "; exec \"$@\"", "bash").run();
		String text = ended.text;
		assertEquals(1, ended.code, text);
		assertEquals(1, text.lines().filter(line -> line.startsWith("img2img: ")).count(), text);
		assertTrue(text.contains("output.tif cannot be written: File too large"), text);
		assertEquals(0, folder.toFile().list().length, text);
	}

	/** NB: ONNX Runtime would unpack its libraries to a temporary file, which does not fit, either. */
	private Path unpackLibraries() throws IOException {
		String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
		Path libraries = Files.createDirectory(directory.resolve("libraries"));
		for (String library : new String[] { "libonnxruntime.so", "libonnxruntime4j_jni.so" })
			try (InputStream in = OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/linux-" + machine + "/" +
				library))
			{
				Files.copy(in, libraries.resolve(library));
			}
		return libraries;
	}
}
