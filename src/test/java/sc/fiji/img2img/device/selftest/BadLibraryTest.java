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
package sc.fiji.img2img.device.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.device.DeviceSearch;
import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.device.install.InstallFolder;
import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.device.install.NativePlatform;
import sc.fiji.img2img.device.install.PluginDescription;
import sc.fiji.img2img.device.install.PluginDescriptions;
import sc.fiji.img2img.device.install.PluginInstaller;
import sc.fiji.img2img.device.install.SmallProvider;
import sc.fiji.img2img.device.install.WheelDownload;
import sc.fiji.img2img.device.provider.BuiltIn;
import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.EpLibrary;
import sc.fiji.img2img.device.provider.Libraries;
import sc.fiji.img2img.device.provider.LibraryCandidate;
import sc.fiji.img2img.onnx.Provider;

/** Libraries of providers that cannot be used cost a sentence, and not the process; the CPU takes over. */
@Tag("slow")
class BadLibraryTest {

	@TempDir
	Path folder;

	@AfterEach
	void clear() {
		System.clearProperty("img2img.selftest.seconds");
	}

	@Test
	void libraryThatAbortsWhenLoadedIsNamed() throws Exception {
		check(Libraries.onLoad(folder, "abort();"), "the self-test of Bad 1.0 ended with exit code 134 (it aborted)");
	}

	@Test
	void libraryThatCrashesWhenLoadedIsNamed() throws Exception {
		check(Libraries.onLoad(folder, "*(volatile int *) 8 = 1;"), "the self-test of Bad 1.0 ended with exit code 1");
	}

	@Test
	void libraryThatHangsWhenLoadedIsNamed() throws Exception {
		System.setProperty("img2img.selftest.seconds", "3");
		check(Libraries.onLoad(folder, "sleep(60);"), "Bad 1.0 did not answer its self-test within 3 s and was ended");
	}

	@Test
	void whatDidNotAnswerIsTriedAgainAfterADay() throws Exception {
		System.setProperty("img2img.selftest.seconds", "1");
		Candidate candidate = new LibraryCandidate(Libraries.onLoad(folder, "sleep(60);"));
		Path cache = folder.resolve("cache");
		SelfTestOutcome first = SelfTests.in(cache).of(candidate, false).get(0);
		assertEquals(first.time, SelfTests.in(cache).of(candidate, false).get(0).time);
		Path file = cache.resolve("selftests.json");
		String yesterday = Long.toString(first.time - TimeUnit.DAYS.toMillis(1) - 1);
		Files.writeString(file, Files.readString(file).replace(Long.toString(first.time), yesterday));
		assertTrue(SelfTests.in(cache).of(candidate, false).get(0).time >= first.time);
	}

	@Test
	void libraryThatSendsReportsIsNotLoaded() throws Exception {
		check(Libraries.onLoad(folder, "if (getenv(\"https://mobile.events.data.microsoft.com/OneCollector/1.0/\") == 0) abort();"),
			"Bad 1.0 would send reports on its use to data.microsoft.com, so it is not loaded: install the version that is known " +
				"here, or set the environment variable ORT_DISABLE_TELEMETRY to 1 before the start");
	}

	@Test
	void libraryThatIsNoProviderIsNamed() throws Exception {
		check(Libraries.onLoad(folder, ""), "ONNX Runtime cannot load Bad 1.0 (");
	}

	@Test
	void fileThatIsNoLibraryIsNamed() throws IOException {
		check(Libraries.library(Files.writeString(folder.resolve("libtext.so"), "text")), "ONNX Runtime cannot load Bad 1.0 (");
	}

	@Test
	void missingLibraryIsNamed() {
		Path file = folder.resolve("libnone.so");
		check(Libraries.library(file), "The library " + file + " of Bad 1.0 is missing: install it again");
	}

	@Test
	void libraryForAnotherRuntimeIsNotLoaded() throws Exception {
		Path library = Libraries.onLoad(folder, "abort();").file();
		PluginDescription webgpu = PluginDescriptions.known().find("webgpu").get();
		InstalledPlugin plugin = new InstalledPlugin(webgpu, "0.2.1", folder, library, List.of());
		check(EpLibrary.of(plugin, "1.20.0"), "WebGPU needs ONNX Runtime 1.24.4 or later, but 1.20.0 is on the class path");
	}

	@Test
	void changedShimIsNotLoaded() throws Exception {
		Path wheel = SmallProvider.zip(folder.resolve(SmallProvider.WHEEL), SmallProvider.contents());
		InstalledPlugins installed = InstalledPlugins.of(folder.resolve("devices"), SmallProvider.shimmed(wheel));
		InstalledPlugin plugin = PluginInstaller.of(installed, InstallFolder.of(installed.directory()),
			NativePlatform.LINUX_X64, "1.29.0", WheelDownload.of(List.of())).on(Optional.of("AuthenticAMD")).offer(wheel).accept(
				line -> {});
		Path shim = plugin.library().resolveSibling(plugin.shim().orElseThrow().file());
		EpLibrary library = EpLibrary.of(plugin, "1.29.0", Optional.of("AuthenticAMD"));
		assertNull(new LibraryCandidate(library).fault());
		Files.copy(Libraries.file(folder, "abort();"), shim, StandardCopyOption.REPLACE_EXISTING);
		String sentence = "The library " + shim + " of Small 1.2.0 was changed after it was installed: remove Small, and " +
			"install it again";
		DeviceSearch search = new DeviceSearch(List.of(new LibraryCandidate(library), BuiltIn.CPU), SelfTests.in(folder),
			Precision.AUTO);
		assertEquals("The device small cannot be used: " + sentence + "; device=auto takes the best that works.", assertThrows(
			IllegalArgumentException.class, () -> search.choose("small")).getMessage());
		assertEquals(sentence, SelfTestProcess.run(new LibraryCandidate(library), false).get(0).fault());
		assertNull(new LibraryCandidate(EpLibrary.of(plugin, "1.29.0", Optional.of("GenuineIntel"))).fault());
	}

	@Test
	void whatTookItsProcessWithItIsNotTriedAgain() throws Exception {
		Candidate candidate = new LibraryCandidate(Libraries.onLoad(folder, "abort();"));
		SelfTests tests = SelfTests.in(folder.resolve("cache"));
		SelfTestOutcome first = tests.of(candidate, false).get(0);
		assertFalse(first.isPassed());
		SelfTestOutcome second = SelfTests.in(folder.resolve("cache")).of(candidate, false).get(0);
		assertEquals(first.time, second.time);
		Files.write(candidate(candidate), new byte[] { 0 }, StandardOpenOption.APPEND);
		assertTrue(tests.of(candidate, false).get(0).time > first.time, "another file is another library");
	}

	private static Path candidate(Candidate candidate) {
		return Path.of(candidate.describe().getAsJsonObject("library").get("path").getAsString());
	}

	/** Asked for, the library is refused with the sentence; of itself, the CPU is taken, and the reason has it. */
	private void check(EpLibrary library, String sentence) {
		List<Candidate> candidates = List.of(new LibraryCandidate(library), BuiltIn.CPU);
		DeviceSearch search = new DeviceSearch(candidates, SelfTests.in(folder.resolve("cache")), Precision.AUTO);
		String refused = assertThrows(IllegalArgumentException.class, () -> search.choose(library.key)).getMessage();
		assertTrue(refused.startsWith("The device " + library.key + " cannot be used: " + sentence), refused);
		assertTrue(refused.endsWith("; device=auto takes the best that works."), refused);
		DeviceChoice choice = search.choose(Devices.AUTO);
		assertEquals(Provider.CPU, choice.provider());
		assertTrue(choice.reason().contains(sentence), choice.reason());
	}
}
