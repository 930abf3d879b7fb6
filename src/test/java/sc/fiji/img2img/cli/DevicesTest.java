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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.InstallableWheel;

class DevicesTest {

	@TempDir
	private Path folder;

	private Path devices;

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
	}

	@Test
	void theListHasWhatIsHereAndWhatCanBe() {
		String list = CommandRun.of("devices", "list").assertDone().out();
		assertTrue(list.contains("DEVICE") && list.contains("\ncpu ") && list.contains("\nwebgpu "), list);
		assertTrue(list.contains("not installed"), list);
	}

	@Test
	void nothingIsInstalledWithoutConsent() throws IOException {
		Path wheel = InstallableWheel.write(folder);
		CommandRun.of("devices", "add", wheel).assertRefused("no console", "--yes");
		assertFalse(Files.exists(devices));
	}

	@Test
	void filesAreAddedListedAndRemoved() throws IOException {
		Path wheel = InstallableWheel.write(folder);
		String added = CommandRun.of("devices", "add", wheel, "--yes").assertDone().out();
		assertTrue(added.contains("Warning") && added.contains("Licence: MIT") && added.contains("Installed WebGPU " +
			InstallableWheel.VERSION), added);
		String list = CommandRun.of("devices", "list").assertDone().out();
		assertTrue(list.contains(InstallableWheel.VERSION) && list.contains("not tested yet"), list);
		assertTrue(CommandRun.of("devices", "add", wheel).assertDone().out().contains("installed already"));
		assertEquals("Removed WebGPU " + InstallableWheel.VERSION + ".", CommandRun.of("devices", "remove", "webgpu")
			.assertDone().out().trim());
		CommandRun.of("devices", "remove", "webgpu").assertFailed("webgpu is not installed");
	}

	@Test
	void wrongUseIsNamed() {
		CommandRun.of("devices").assertRefused("list, install, add, remove, test");
		CommandRun.of("devices", "instal").assertRefused("instal");
		CommandRun.of("devices", "install").assertRefused("NAME");
		CommandRun.of("devices", "install", "webgl", "--yes").assertFailed("webgl", "webgpu", "openvino");
		CommandRun.of("devices", "add", folder.resolve("absent.whl"), "--yes").assertFailed("absent.whl");
		CommandRun.of("devices", "test", "absent").assertFailed("absent", "devices list");
	}

	@Test
	void theBuiltInProviderPassesItsTest() {
		assertTrue(CommandRun.of("devices", "test", "cpu").assertDone().out().startsWith("cpu works"));
	}

	@Test
	void helpNamesAllThatCanBeDone() {
		String help = CommandRun.of("devices", "--help").assertDone().out();
		for (String word : new String[] { "list", "install", "add", "remove", "test" })
			assertTrue(help.contains("\n  " + word), help);
		assertTrue(CommandRun.of("devices", "install", "--help").assertDone().out().contains("--yes"));
		assertTrue(CommandRun.of("--help").assertDone().out().contains("img2img devices"));
	}
}
