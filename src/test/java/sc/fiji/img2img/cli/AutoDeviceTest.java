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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.InstallableWheel;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.device.provider.Libraries;
import sc.fiji.img2img.image.ij.GenerationInfo;

/** A device that takes its process with it costs a sentence; the CPU makes the picture. */
@Tag("slow")
class AutoDeviceTest {

	private static final String SENTENCE = "the self-test of WebGPU " + InstallableWheel.VERSION +
		" ended with exit code 134 (it aborted)";

	@TempDir
	private Path folder;

	@BeforeEach
	void installWhatAborts() throws Exception {
		System.setProperty("img2img.devices", folder.resolve("devices").toString());
		System.setProperty("img2img.cache", folder.resolve("cache").toString());
		Path wheel = InstallableWheel.write(folder, Libraries.file(folder, "abort();"));
		CommandRun.of("devices", "add", wheel, "--yes").assertDone();
	}

	@AfterEach
	void forgetFolders() {
		System.clearProperty("img2img.devices");
		System.clearProperty("img2img.cache");
	}

	@Test
	void thePictureIsTheCpus() throws IOException {
		CommandRun automatic = run("auto").assertDone();
		assertTrue(automatic.err().contains("Device: CPU (" + SENTENCE + ")\n"), automatic.err());
		run("cpu").assertDone();
		ImagePlus picture = IJ.openImage(folder.resolve("auto.tif").toString());
		assertArrayEquals((byte[]) IJ.openImage(folder.resolve("cpu.tif").toString()).getProcessor().getPixels(),
			(byte[]) picture.getProcessor().getPixels());
		assertEquals("CPU (" + SENTENCE + ")", GenerationInfo.of(picture).orElseThrow().values().get("provider"));
	}

	@Test
	void whoAsksForItIsToldWhyNot() throws IOException {
		run("webgpu").assertFailed("The device webgpu cannot be used: " + SENTENCE, "device=auto");
	}

	@Test
	void theListAndTheTestSayWhyNot() throws IOException {
		CommandRun.of("devices", "test", "webgpu").assertFailed("The device webgpu does not work: " + SENTENCE + ".");
		String list = CommandRun.of("devices", "list").assertDone().out();
		assertTrue(list.contains("does not work") && list.contains("    " + SENTENCE + ".\n"), list);
	}

	private CommandRun run(String device) throws IOException {
		Path input = TestImages.write(TestImages.bytes(64, 64), folder.resolve("input.tif"));
		return CommandRun.of(input, folder.resolve(device + ".tif"), "--model", TestModels.get("sd15"), "--steps", 4,
			"--seed", 7, "--device", device);
	}
}
