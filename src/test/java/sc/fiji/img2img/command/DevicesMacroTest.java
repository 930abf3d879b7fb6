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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;

import sc.fiji.img2img.InstallableWheel;
import sc.fiji.img2img.device.install.PluginInstaller;

/** Img2Img Devices from macros and scripts, without a screen. */
class DevicesMacroTest {

	@TempDir
	private Path folder;

	private Path devices;

	@BeforeAll
	static void installMenu() {
		Macros.installMenu();
	}

	@BeforeEach
	void useFolders() {
		devices = folder.resolve("devices");
		System.setProperty("img2img.devices", devices.toString());
		System.setProperty("img2img.cache", folder.resolve("cache").toString());
	}

	@AfterEach
	void forgetFolders() {
		System.clearProperty("img2img.devices");
		System.clearProperty("img2img.cache");
		Macros.closeAll();
	}

	@Test
	void removalsFromMacrosTakeEffect() throws IOException {
		Path version = installed();
		assertEquals("finished", Macros.run(image(), "run(\"Img2Img Devices\", \"remove=webgpu\"); return \"finished\";"));
		assertFalse(Files.exists(version));
	}

	@Test
	void macrosEndWhereNobodyAgreed() throws IOException {
		Path wheel = InstallableWheel.write(folder);
		String failure = failure("add=[" + wheel + "]");
		assertTrue(failure.contains("WebGPU") && failure.contains("the word yes") && failure.contains("Licence"), failure);
		assertFalse(Files.exists(devices));
	}

	@Test
	void macrosEndWithASentenceWhereSomethingIsWrong() {
		assertTrue(failure("instal=webgpu").contains("instal"));
		assertTrue(failure("install=webgl yes").contains("webgl"));
		assertTrue(failure("remove=webgpu").contains("not installed"));
	}

	@Test
	void scriptsGetTheList() throws Exception {
		try (Context context = new Context(CommandService.class)) {
			Object report = context.service(CommandService.class).run(Img2ImgDevices.class, true).get().getOutput("report");
			assertTrue(report.toString().contains("\ncpu "), report.toString());
		}
	}

	private Path installed() throws IOException {
		Path version = devices.resolve("webgpu").resolve(InstallableWheel.VERSION);
		PluginInstaller.here().offer(InstallableWheel.write(folder)).accept(line -> {});
		assertTrue(Files.isDirectory(version), version.toString());
		return version;
	}

	private static String failure(String options) {
		return Macros.failure(image(), "run(\"Img2Img Devices\", \"" + options.replace("\\", "\\\\") + "\");\n");
	}

	private static ImagePlus image() {
		return new ImagePlus("any", new ByteProcessor(8, 8));
	}
}
