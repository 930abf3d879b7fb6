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
package sc.fiji.img2img.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.device.install.InstallFolder;
import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.device.install.NativePlatform;
import sc.fiji.img2img.device.install.PluginInstaller;
import sc.fiji.img2img.device.install.SmallProvider;
import sc.fiji.img2img.device.install.WheelDownload;
import sc.fiji.img2img.device.provider.BuiltIn;
import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.EpLibrary;
import sc.fiji.img2img.device.provider.LibraryCandidate;
import sc.fiji.img2img.device.selftest.Assessment;
import sc.fiji.img2img.device.selftest.Assessor;

class DeviceListTest {

	@TempDir
	private Path folder;

	private Path wheel;

	private InstalledPlugins installed;

	@BeforeEach
	void makeWheel() throws IOException {
		wheel = SmallProvider.zip(folder.resolve(SmallProvider.WHEEL), SmallProvider.contents());
		installed = InstalledPlugins.of(folder.resolve("devices"), SmallProvider.knowing(wheel));
	}

	@Test
	void theBuiltInProviderAlwaysWorks() {
		DeviceEntry cpu = entry(list(null), "cpu");
		assertEquals(DeviceEntry.State.WORKS, cpu.state());
		assertEquals("fp32", cpu.precisions());
		assertTrue(cpu.hardware().contains(Runtime.getRuntime().availableProcessors() + " threads"), cpu.hardware());
		assertFalse(cpu.isPlugin());
	}

	@Test
	void whatCanBeInstalledIsOfferedWithItsSizeAndLicence() {
		DeviceEntry small = entry(list(null), "small");
		assertEquals(DeviceEntry.State.INSTALLABLE, small.state());
		assertEquals("1.2.0", small.version());
		assertTrue(small.detail().orElseThrow().contains("Download: 1 kB") && small.detail().orElseThrow().contains(
			"Some licence"), small.detail().toString());
		assertFalse(small.isPlugin());
	}

	@Test
	void whatThereIsNoPackageOfHereIsLeftOut() {
		DeviceList mac = DeviceList.of(candidates(), installed, Optional.of(NativePlatform.OSX_AARCH64), tests(null));
		assertTrue(mac.entries().stream().noneMatch(entry -> entry.key().equals("small")));
	}

	@Test
	void installedPluginsShowWhatTheirTestSaid() throws IOException {
		install();
		DeviceEntry untested = entry(list(null), "small");
		assertEquals(DeviceEntry.State.UNTESTED, untested.state());
		assertEquals("fp32, bf16", untested.precisions());
		assertTrue(untested.isPlugin());
		DeviceEntry good = entry(list(assessment(true, "3 ms.")), "small");
		assertEquals(DeviceEntry.State.WORKS, good.state());
		assertEquals("fp32", good.precisions());
		assertEquals("3 ms.", good.detail().orElseThrow());
		DeviceEntry bad = entry(list(assessment(false, "It hangs.")), "small");
		assertEquals(DeviceEntry.State.FAILS, bad.state());
		assertEquals("It hangs.", bad.detail().orElseThrow());
	}

	@Test
	void whatCannotBeLoadedSaysWhy() throws IOException {
		InstalledPlugin plugin = install();
		List<Candidate> candidates = List.of(new LibraryCandidate(EpLibrary.of(plugin, "1.20.0")));
		DeviceEntry entry = entry(DeviceList.of(candidates, installed, Optional.of(NativePlatform.LINUX_X64), tests(null)),
			"small");
		assertEquals(DeviceEntry.State.FAILS, entry.state());
		assertEquals("Small needs ONNX Runtime 1.24.0 or later, but 1.20.0 is on the class path.", entry.detail()
			.orElseThrow());
	}

	@Test
	void whatIsLoadedByAShimSaysSo() throws IOException {
		installed = InstalledPlugins.of(folder.resolve("shimmed"), SmallProvider.shimmed(wheel));
		InstalledPlugin plugin = PluginInstaller.of(installed, InstallFolder.of(installed.directory()),
			NativePlatform.LINUX_X64, "1.29.0", WheelDownload.of(List.of())).on(Optional.of("AuthenticAMD")).offer(wheel).accept(
				line -> {});
		String note = "Small is told to take this processor, which Intel, who makes Small, does not support; the self-test " +
			"decides whether it is used.";
		assertEquals(note, detail(plugin, "AuthenticAMD", null));
		assertEquals("3 ms. " + note, detail(plugin, "AuthenticAMD", assessment(true, "3 ms.")));
		assertEquals("3 ms.", detail(plugin, "GenuineIntel", assessment(true, "3 ms.")));
	}

	private String detail(InstalledPlugin plugin, String vendor, Assessment assessment) {
		List<Candidate> candidates = List.of(new LibraryCandidate(EpLibrary.of(plugin, "1.29.0", Optional.of(vendor))));
		return entry(DeviceList.of(candidates, installed, Optional.of(NativePlatform.LINUX_X64), tests(assessment)), "small")
			.detail().orElseThrow();
	}

	@Test
	void columnsStandBelowEachOther() throws IOException {
		install();
		List<String> rows = new ArrayList<>();
		list(null).toString().lines().filter(line -> !line.startsWith(" ")).forEach(rows::add);
		assertTrue(rows.size() >= 3, rows.toString());
		int state = rows.get(0).indexOf("STATE");
		for (String row : rows)
			assertTrue(row.charAt(state) != ' ' && row.substring(state - 2, state).isBlank(), row);
	}

	@Test
	void longSentencesAreWrapped() throws IOException {
		install();
		String sentence = "word ".repeat(60) + "x".repeat(300) + ".";
		String text = list(assessment(false, sentence)).toString();
		List<String> lines = new ArrayList<>();
		text.lines().filter(line -> line.contains("word") || line.contains("xxx")).forEach(lines::add);
		assertTrue(lines.size() >= 4, text);
		for (String line : lines)
			assertTrue(line.startsWith("    ") && !line.contains("word x") && (line.length() <= 110 || line.contains("xxx")), line);
		assertEquals(sentence, String.join(" ", lines).replaceAll("\\s+", " ").trim());
	}

	private InstalledPlugin install() throws IOException {
		return PluginInstaller.of(installed, InstallFolder.of(installed.directory()), NativePlatform.LINUX_X64, "1.29.0",
			WheelDownload.of(List.of())).offer(wheel).accept(line -> {});
	}

	private DeviceList list(Assessment assessment) {
		return DeviceList.of(candidates(), installed, Optional.of(NativePlatform.LINUX_X64), tests(assessment));
	}

	private List<Candidate> candidates() {
		List<Candidate> candidates = new ArrayList<>(List.of(BuiltIn.values()));
		installed.list().forEach(plugin -> candidates.add(new LibraryCandidate(EpLibrary.of(plugin, "1.29.0"))));
		return candidates;
	}

	private static DeviceEntry entry(DeviceList list, String key) {
		return list.entries().stream().filter(entry -> entry.key().equals(key)).findFirst().orElseThrow();
	}

	/** Remembers the same of every plugin, and of the CPU that it works. */
	private static Assessor tests(Assessment plugins) {
		return new Assessor() {

			@Override
			public Optional<Assessment> remembered(String key, String version) {
				return key.equals("cpu") ? Optional.of(assessment(true, "")) : Optional.ofNullable(plugins);
			}

			@Override
			public Assessment test(String key) {
				throw new AssertionError("A list tests nothing.");
			}
		};
	}

	private static Assessment assessment(boolean works, String summary) {
		return new Assessment() {

			@Override
			public boolean works() {
				return works;
			}

			@Override
			public String summary() {
				return summary;
			}

			@Override
			public List<String> precisions() {
				return List.of("fp32");
			}
		};
	}
}
