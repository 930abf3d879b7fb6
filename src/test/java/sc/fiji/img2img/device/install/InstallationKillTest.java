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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;

/** A program that is killed while it installs or removes leaves all or nothing, and nothing that the next start does not clear. */
@Tag("slow")
class InstallationKillTest {

	private static final int KILLS = Integer.getInteger("img2img.kills", 6);

	@TempDir
	private Path folder;

	@Test
	void killedInstallationsAreWholeOrNotThere() throws IOException, InterruptedException {
		Random random = new Random(19);
		Map<String, byte[]> contents = SmallProvider.contents();
		byte[] library = Arrays.copyOf(NativeBytes.of(NativePlatform.LINUX_X64), 1 << 20);
		random.nextBytes(library);
		System.arraycopy(NativeBytes.of(NativePlatform.LINUX_X64), 0, library, 0, NativeBytes.of(
			NativePlatform.LINUX_X64).length);
		contents.put("ort_ep_small/" + SmallProvider.LIBRARY, library);
		Path wheel = SmallProvider.zip(folder.resolve(SmallProvider.WHEEL), contents);
		InstalledPlugins installed = InstalledPlugins.of(folder.resolve("devices"), SmallProvider.knowing(wheel));
		for (int kill = 0; kill < KILLS; kill++) {
			Process process = ChildJvm.of(EndlessInstallation.class, wheel, installed.directory()).with(
				"-XX:TieredStopAtLevel=1").start();
			BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
			for (int line = random.nextInt(12); line >= 0; line--)
				assertTrue(lines.readLine() != null, "it ended by itself");
			for (int spin = random.nextInt(1 << 22); spin > 0; spin--)
				Thread.onSpinWait();
			process.destroyForcibly().waitFor();
			for (InstalledPlugin plugin : installed.list()) {
				assertArrayEquals(library, Files.readAllBytes(plugin.library()));
				assertEquals(1, plugin.preload().size());
			}
			InstallFolder.of(installed.directory()).sweep(List.of("small"));
			Set<String> left = Set.of(installed.directory().toFile().list());
			assertTrue(Set.of("small").containsAll(left), left.toString());
			int versions = InstallFolder.folders(installed.directory().resolve("small")).size();
			assertEquals(installed.list().size(), versions, "what is left of a removed version");
		}
	}
}
