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
package sc.fiji.img2img.device.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.cli.Img2ImgApp;
import sc.fiji.img2img.io.Programs;

/** Nothing that lies in the current directory is run while a wheel is got. */
@Tag("slow")
class WheelDownloadTest {

	@TempDir
	private Path folder;

	@Test
	void modulesInTheCurrentDirectoryAreNotRun() throws IOException, InterruptedException {
		assumeTrue(ChildJvm.isPossible("python3", "--version"), "there is no Python here");
		Path current = Files.createDirectory(folder.resolve("current"));
		Path run = folder.resolve("run");
		String code = "open(" + "r'" + run + "', 'w').close()\n";
		for (String module : new String[] { "pip", "runpy", "os", "sitecustomize", "usercustomize", "encodings", "json" })
			Files.writeString(current.resolve(module + ".py"), code);
		Files.writeString(Files.createDirectory(current.resolve("pip")).resolve("__main__.py"), code);
		ChildJvm.Ended ended = ChildJvm.of(Img2ImgApp.class, "devices", "install", "webgpu", "--yes").in(current).with(
			"-Dimg2img.devices=" + folder.resolve("devices")).variable("PYTHONPATH", current.toString()).variable("PIP_INDEX_URL",
				"file:///nowhere").variable("PIP_NO_INDEX", "1").variable("PIP_RETRIES", "0").run();
		assertEquals(1, ended.code, ended.text);
		assertTrue(ended.text.contains("img2img devices add"), ended.text);
		assertFalse(Files.exists(run), "a module in the current directory was run");
		assertEquals(0, folder.resolve("devices").toFile().list().length);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void programsAreThoseOfThePath() throws IOException {
		Path bin = Files.createDirectory(folder.resolve("bin"));
		Path program = Files.createFile(bin.resolve("pip"));
		assertEquals(Optional.empty(), Programs.find("pip", bin.toString(), ""), "it cannot be run");
		assertTrue(program.toFile().setExecutable(true));
		String relative = Path.of("").toAbsolutePath().relativize(bin.toAbsolutePath()).toString();
		for (String path : new String[] { "", ".", relative, File.pathSeparator, "\0" })
			assertEquals(Optional.empty(), Programs.find("pip", path, ""), path);
		assertEquals(Optional.of(program), Programs.find("pip", "." + File.pathSeparator + bin, ""));
		assertEquals(Optional.of(program), Programs.find(program.toString(), "", ""));
	}
}
