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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.device.provider.Libraries;
import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.onnx.NativeLibraries;

/** What lies between ONNX Runtime and a provider on processors that the provider does not take by itself. */
class PluginShimTest {

	private static final Optional<String> AMD = Optional.of("AuthenticAMD");
	private static final Optional<String> INTEL = Optional.of("GenuineIntel");

	private static final Path SOURCES = Path.of("src", "test", "c");

	@TempDir
	private Path folder;

	private Path wheel;

	private InstalledPlugins installed;

	@BeforeEach
	void makeWheel() throws IOException {
		wheel = SmallProvider.zip(folder.resolve(SmallProvider.WHEEL), SmallProvider.contents());
		installed = InstalledPlugins.of(folder.resolve("devices"), SmallProvider.shimmed(wheel));
	}

	// -- What comes with the program --

	@Test
	void everyShimIsTheDescribedOneAndForItsPlatform() throws IOException {
		List<NativePlatform> platforms = new ArrayList<>();
		for (Map.Entry<NativePlatform, PluginWheel> entry : PluginDescriptions.known().find("openvino").orElseThrow().wheels()
			.entrySet())
		{
			PluginShim shim = entry.getValue().shim().orElseThrow();
			byte[] bytes = bytes(shim);
			assertEquals(Sha256.of(bytes), shim.sha256(), shim.file());
			assertEquals(Set.of(entry.getKey()), NativeHeader.of(Arrays.copyOf(bytes, NativeHeader.BYTES)).platforms());
			platforms.add(entry.getKey());
		}
		assertEquals(List.of(NativePlatform.LINUX_X64, NativePlatform.WIN_X64), platforms);
	}

	@Test
	void itIsForOtherVendorsOnly() {
		assertTrue(SmallProvider.shim().isFor(AMD));
		assertFalse(SmallProvider.shim().isFor(INTEL));
		assertFalse(SmallProvider.shim().isFor(Optional.empty()));
	}

	@Test
	void wrongDescriptionsAreNamed() {
		JsonObject shim = SmallProvider.shim().json().deepCopy();
		shim.addProperty("file", "../evil.so");
		assertNamed(shim, "file");
		shim.addProperty("file", "good.so");
		shim.addProperty("sha256", "abc");
		assertNamed(shim, "sha256");
	}

	// -- Installation --

	@Test
	void onAProcessorOfAnotherVendorItLiesBesideTheLibrary() throws IOException {
		InstalledPlugin plugin = add(AMD);
		Path shim = shim(plugin);
		assertArrayEquals(bytes(SmallProvider.shim()), Files.readAllBytes(shim));
		assertArrayEquals(NativeBytes.of(NativePlatform.LINUX_X64), Files.readAllBytes(plugin.library()));
		InstalledPlugin found = installed.find("small").orElseThrow();
		assertEquals(plugin.library(), found.library());
		assertEquals(SmallProvider.shim().sha256(), found.shim().orElseThrow().sha256());
		assertEquals(List.of("Removed Small 1.2.0."), installer(AMD).remove("small"));
		assertFalse(Files.exists(shim));
	}

	@Test
	void onOthersNothingIsChanged() throws IOException {
		for (Optional<String> vendor : List.of(INTEL, Optional.<String>empty())) {
			InstalledPlugin plugin = add(vendor);
			assertEquals(Optional.empty(), plugin.shim());
			assertFalse(Files.exists(shim(plugin)));
			assertFalse(Files.readString(plugin.folder().resolve("installed.json")).contains("shim"));
			assertTrue(terms(vendor).contains("Needs a quiet place."), terms(vendor));
			installer(vendor).remove("small");
		}
	}

	@Test
	void whatWasInstalledBeforeGoesOnAsItIs() throws IOException {
		InstalledPlugin before = add(INTEL);
		assertEquals(before.folder(), installer(AMD).offer(wheel).present().orElseThrow().folder());
		assertEquals(Optional.empty(), installed.find("small").orElseThrow().shim());
	}

	@Test
	void termsSayWhatIsDone() throws IOException {
		String terms = terms(AMD);
		assertTrue(terms.contains("Small is told to take this processor, which Intel, who makes Small, does not support; the " +
			"self-test decides whether it is used.") && !terms.contains("a quiet place"), terms);
	}

	@Test
	void aDamagedCopyOfThisProgramInstallsNothing() throws IOException {
		JsonObject other = SmallProvider.shim().json().deepCopy();
		other.addProperty("sha256", "a".repeat(64));
		assertRefused(other, "in this copy of Img2Img has the SHA-256 " + SmallProvider.shim().sha256());
		other.addProperty("file", "none.so");
		assertRefused(other, "The file none.so is missing in this copy of Img2Img; install Img2Img again.");
	}

	@Test
	void withoutItTheInstallationDoesNotCount() throws IOException {
		InstalledPlugin plugin = add(AMD);
		Path shim = shim(plugin);
		Files.delete(shim);
		assertEquals(List.of(), installed.list());
		Files.createSymbolicLink(shim, Files.write(folder.resolve("other.so"), bytes(SmallProvider.shim())));
		assertEquals(List.of(), installed.list());
		Files.delete(shim);
		SmallProvider.shim().write(shim.getParent());
		assertEquals(plugin.library(), installed.find("small").orElseThrow().library());
	}

	// -- What it does --

	/** NB: the numbers of functions are those of ONNX Runtime's releases, and the last of them is the end of a page. */
	@ParameterizedTest
	@CsvSource({ "22, 318", "23, 390", "24, 412", "25, 419", "26, 419", "27, 422", "28, 424", "29, 425" })
	void onlyProcessorsAreSaidToBeIntels(int version, int functions) throws Exception {
		List<String> answers = answers(true, version, functions);
		assertEquals(Collections.nCopies(8, "toy: CPU 8086, GPU 1002, NPU 1022, 0 changed"), answers.subList(0, 8));
		assertEquals(List.of("toy: CPU 1022, GPU 1002, NPU 1022, 0 changed"), answers.subList(8, answers.size()),
			"another ONNX Runtime in the same process");
	}

	@Test
	void versionsThatAreNotKnownAreLeftAlone() throws Exception {
		assertEquals(Collections.nCopies(9, "toy: CPU 1022, GPU 1002, NPU 1022, 0 changed"), answers(true, 90, 430));
	}

	@Test
	void theRuntimeOnTheClassPathIsKnown() throws Exception {
		int version = Integer.parseInt(NativeLibraries.load().getVersion().split("\\.")[1]);
		assertTrue(answers(true, version, 425).get(0).startsWith("toy: CPU 8086, GPU 1002, NPU 1022"),
			"src/main/c/openvino_shim.c has to know how many functions this ONNX Runtime has");
	}

	@Test
	void aPluginThatIsMissingIsNamed() throws Exception {
		List<String> answers = answers(false, 29, 425);
		assertEquals(9, answers.size());
		for (String answer : answers)
			assertTrue(answer.contains("libonnxruntime_providers_openvino_plugin.so") && answer.contains("No such file"), answer);
	}

	// -- Helper methods --

	private List<String> answers(boolean present, int version, int functions) throws Exception {
		assumeTrue(NativePlatform.current().equals(Optional.of(NativePlatform.LINUX_X64)), "it is a library for Linux");
		SmallProvider.shim().write(folder);
		if (present) Libraries.compile(SOURCES.resolve("shim_plugin.c"), folder.resolve(
			"libonnxruntime_providers_openvino_plugin.so"));
		return List.of(Libraries.run(SOURCES.resolve("shim_host.c"), folder.resolve("host"), folder.resolve(SmallProvider.shim()
			.file()).toString(), Integer.toString(version), Integer.toString(functions)).split("\n"));
	}

	/** Where it has to lie. */
	private static Path shim(InstalledPlugin plugin) {
		return plugin.library().resolveSibling(SmallProvider.shim().file());
	}

	private static byte[] bytes(PluginShim shim) throws IOException {
		try (InputStream in = PluginShim.class.getResourceAsStream(shim.file())) {
			return in.readAllBytes();
		}
	}

	private PluginInstaller installer(Optional<String> vendor) {
		return PluginInstaller.of(installed, InstallFolder.of(installed.directory()), NativePlatform.LINUX_X64, "1.29.0",
			WheelDownload.of(List.of())).on(vendor);
	}

	private InstalledPlugin add(Optional<String> vendor) throws IOException {
		return installer(vendor).offer(wheel).accept(line -> {});
	}

	private String terms(Optional<String> vendor) throws IOException {
		return String.join("\n", installer(vendor).offer(wheel).terms());
	}

	private void assertNamed(JsonObject shim, String key) {
		IOException e = assertThrows(IOException.class, () -> PluginDescriptions.parse("test.json", SmallProvider.shimmed(
			SmallProvider.json("a".repeat(64), 10), shim)));
		assertTrue(e.getMessage().contains(key) && e.getMessage().contains("test.json"), e.getMessage());
	}

	private void assertRefused(JsonObject shim, String sentence) throws IOException {
		installed = InstalledPlugins.of(folder.resolve("devices"), PluginDescriptions.parse("test", SmallProvider.shimmed(
			SmallProvider.json(InstallSource.of(wheel).sha256(), Files.size(wheel)), shim)));
		IOException e = assertThrows(IOException.class, () -> add(AMD));
		assertTrue(e.getMessage().contains(sentence), e.getMessage());
		assertEquals(List.of(), installed.list());
	}
}
