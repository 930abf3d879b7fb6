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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginInstallerTest {

	private static final String RUNTIME = "1.29.0";

	@TempDir
	private Path folder;

	private Path wheel;

	private InstalledPlugins installed;

	private InstallFolder.Deletion deletion = Files::deleteIfExists;

	@BeforeEach
	void makeWheel() throws IOException {
		wheel = SmallProvider.zip(folder.resolve(SmallProvider.WHEEL), SmallProvider.contents());
		installed = InstalledPlugins.of(folder.resolve("devices"), SmallProvider.knowing(wheel));
	}

	// -- What is installed --

	@Test
	void wheelsAreUnpackedButForWhatIsNoLibrary() throws IOException {
		InstalledPlugin plugin = add(wheel);
		assertEquals("1.2.0", plugin.version());
		assertEquals(installed.directory().resolve("small").resolve("1.2.0"), plugin.folder());
		assertArrayEquals(NativeBytes.of(NativePlatform.LINUX_X64), Files.readAllBytes(plugin.library()));
		assertTrue(plugin.library().isAbsolute());
		assertEquals(Set.of("installed.json", "ort_ep_small/libsmall_ep.so", "ort_ep_small/libhelp.so.1.7",
			"ort_ep_small/libhelp.so.1", "ort_ep_small/table.json", "ort_ep_small-1.2.0.dist-info/licenses/LICENSE"), files(
				plugin.folder()));
		assertEquals(List.of(plugin.folder().resolve("ort_ep_small/libhelp.so.1.7")), plugin.preload());
		assertArrayEquals(NativeBytes.of(NativePlatform.LINUX_X64), Files.readAllBytes(plugin.folder().resolve(
			"ort_ep_small/libhelp.so.1")));
		assertEquals(plugin.library(), installed.find("small").orElseThrow().library());
	}

	@Test
	void termsNameSizeLicenceAndNeeds() throws IOException {
		String terms = String.join("\n", installer().offer(wheel).terms());
		for (String part : List.of("Small 1.2.0", "1 kB", installed.directory().toString(), "Some licence",
			"https://example.org/licence", "you agree", "a quiet place"))
			assertTrue(terms.contains(part), part + " is not in: " + terms);
		assertFalse(terms.contains("Warning"), terms);
		assertFalse(Files.exists(installed.directory()), "nothing happens before the offer is accepted");
	}

	@Test
	void unknownVersionsAreTakenWithAWarning() throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.put("ort_ep_small/NOTICE.txt", SmallProvider.text("newer"));
		Path newer = SmallProvider.zip(folder.resolve("ort_ep_small-1.10.0-py3-none-any.whl"), contents);
		assertTrue(String.join("\n", installer().offer(newer).terms()).contains("Warning: " + newer.getFileName() +
			" is not known here (1.2.0 is the known version)"));
		add(wheel);
		add(newer);
		assertEquals("1.10.0", installed.find("small").orElseThrow().version());
		assertEquals(List.of("1.10.0", "1.2.0"), versions());
	}

	@Test
	void whatIsInstalledAlreadyIsSaidToBe() throws IOException {
		InstalledPlugin first = add(wheel);
		assertEquals(first.folder(), installer().offer(wheel).present().orElseThrow().folder());
		assertEquals(first.folder(), add(wheel).folder());
		assertEquals(List.of("1.2.0"), versions());
	}

	@Test
	void anotherFileOfTheSameVersionLiesBeside() throws IOException {
		add(wheel);
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.put("ort_ep_small/NOTICE.txt", SmallProvider.text("my own build"));
		Path own = SmallProvider.zip(Files.createDirectory(folder.resolve("own")).resolve("small-1.2.0.zip"), contents);
		InstalledPlugin plugin = add(own);
		assertTrue(plugin.version().matches("1\\.2\\.0\\+[0-9a-f]{8}"), plugin.version());
		assertEquals(plugin.folder(), installed.find("small").orElseThrow().folder());
		assertEquals(2, versions().size());
	}

	@Test
	void bareLibrariesAreTaken() throws IOException {
		Path library = Files.write(folder.resolve(SmallProvider.LIBRARY), NativeBytes.of(NativePlatform.LINUX_X64));
		InstalledPlugin plugin = add(library);
		assertTrue(plugin.version().startsWith("1.2.0+"), plugin.version());
		assertEquals(Set.of("installed.json", SmallProvider.LIBRARY), files(plugin.folder()));
		assertEquals(List.of(), plugin.preload());
	}

	@Test
	void ofPackagesForSeveralPlatformsOnlyThisOnesLibrariesAreTaken() throws IOException {
		Path nupkg = SmallProvider.zip(folder.resolve("Some.Small.2.0.1.nupkg"), Map.of( //
			"runtimes/linux-x64/native/" + SmallProvider.LIBRARY, NativeBytes.of(NativePlatform.LINUX_X64), //
			"runtimes/linux-arm64/native/" + SmallProvider.LIBRARY, NativeBytes.of(NativePlatform.LINUX_AARCH64), //
			"runtimes/win-x64/native/" + SmallProvider.WINDOWS_LIBRARY, NativeBytes.of(NativePlatform.WIN_X64), //
			"Some.Small.nuspec", SmallProvider.text("<package/>")));
		InstalledPlugin plugin = add(nupkg);
		assertEquals("2.0.1", plugin.version());
		assertEquals(Set.of("installed.json", "runtimes/linux-x64/native/" + SmallProvider.LIBRARY), files(plugin.folder()));
	}

	@Test
	void concurrentInstallationsAreOne() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<InstalledPlugin>> running = new ArrayList<>();
			for (int i = 0; i < 24; i++)
				running.add(threads.submit((Callable<InstalledPlugin>) () -> add(wheel)));
			for (Future<InstalledPlugin> each : running)
				assertEquals(installed.directory().resolve("small").resolve("1.2.0"), each.get().folder());
		}
		finally {
			threads.shutdownNow();
		}
		assertEquals(List.of("1.2.0"), versions());
		assertNothingIsLeft();
	}

	// -- What is refused --

	@Test
	void changedFilesAreRefusedWithBothChecksums() throws IOException {
		String known = InstallSource.of(wheel).sha256();
		Files.write(wheel, new byte[] { 1, 2, 3 }, StandardOpenOption.APPEND);
		assertRefused(wheel, known, InstallSource.of(wheel).sha256(), "is not installed");
	}

	@Test
	void truncatedFilesOfKnownVersionsAreNamed() throws IOException {
		long size = Files.size(wheel);
		truncate(wheel, 700);
		assertRefused(wheel, wheel.toString(), "700 of " + size + " bytes");
	}

	@Test
	void truncatedFilesOfUnknownVersionsAreNamed() throws IOException {
		Path other = Files.copy(wheel, folder.resolve("ort_ep_small-3.0-py3-none-any.whl"));
		truncate(other, 700);
		assertRefused(other, other.toString(), "no complete zip file");
	}

	@Test
	void damagedEntriesAreNamed() throws IOException {
		Path other = Files.copy(wheel, folder.resolve("ort_ep_small-3.0-py3-none-any.whl"));
		byte[] bytes = Files.readAllBytes(other);
		int entry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("libsmall_ep.so") + 14;
		Arrays.fill(bytes, entry, entry + 20, (byte) 0xff);
		Files.write(other, bytes);
		assertRefused(other, other.toString(), "damaged", SmallProvider.LIBRARY);
	}

	@Test
	void truncatedLibrariesAreNamed() throws IOException {
		Path library = Files.write(folder.resolve(SmallProvider.LIBRARY), Arrays.copyOf(NativeBytes.of(
			NativePlatform.LINUX_X64), 900));
		assertRefused(library, library.toString(), "900 of at least 1024 bytes");
	}

	@Test
	void wheelsForOtherPlatformsAreNamed() throws IOException {
		Path other = SmallProvider.zip(folder.resolve("ort_ep_small-3.0-py3-none-win_amd64.whl"), Map.of("ort_ep_small/" +
			SmallProvider.WINDOWS_LIBRARY, NativeBytes.of(NativePlatform.WIN_X64)));
		assertRefused(other, "is for Windows, x86-64, but this is Linux, x86-64", "get " + SmallProvider.WHEEL);
	}

	@Test
	void librariesForOtherProcessorsAreNamed() throws IOException {
		Path library = Files.write(folder.resolve(SmallProvider.LIBRARY), NativeBytes.of(NativePlatform.LINUX_AARCH64));
		assertRefused(library, "is for Linux, ARM 64, but this is Linux, x86-64");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../evil.so", "ort_ep_small/../../../evil.so", "/tmp/evil.so", "C:/evil.so", "C:evil.so",
		"..\\evil.so", "\\\\server\\share\\evil.so", "ort_ep_small/x.so:stream" })
	void pathsThatLeadOutAreRefused(String path) throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.put(path, NativeBytes.of(NativePlatform.LINUX_X64));
		Path evil = SmallProvider.zip(folder.resolve("ort_ep_small-3.0-py3-none-any.whl"), contents);
		assertRefused(evil, path, "leads out of the folder");
	}

	@Test
	void symbolicLinksAreRefused() throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.put("ort_ep_small/liblink.so", SmallProvider.text("/etc/passwd"));
		Path evil = SmallProvider.zip(folder.resolve("ort_ep_small-3.0-py3-none-any.whl"), contents);
		SmallProvider.makeLink(evil, "ort_ep_small/liblink.so");
		assertRefused(evil, "ort_ep_small/liblink.so", "no native library");
	}

	@Test
	void bombsAreRefused() throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.put("ort_ep_small/libbomb.so", Arrays.copyOf(NativeBytes.of(NativePlatform.LINUX_X64), 40_000_000));
		Path bomb = SmallProvider.zip(folder.resolve("ort_ep_small-3.0-py3-none-any.whl"), contents);
		assertTrue(Files.size(bomb) < 100_000);
		assertRefused(bomb, "unpacks to far more");
	}

	@Test
	void pathsThatAreThereTwiceAreRefused() throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.put("ort_ep_small\\" + SmallProvider.LIBRARY, NativeBytes.of(NativePlatform.LINUX_X64));
		Path twice = SmallProvider.zip(folder.resolve("ort_ep_small-3.0-py3-none-any.whl"), contents);
		assertRefused(twice, "ort_ep_small/" + SmallProvider.LIBRARY + " twice");
		Map<String, byte[]> both = SmallProvider.contents();
		both.put("LICENSE", SmallProvider.text("a file"));
		both.put("LICENSE/NOTICE", SmallProvider.text("in a folder of its name"));
		assertRefused(SmallProvider.zip(folder.resolve("ort_ep_small-4.0-py3-none-any.whl"), both), "twice, as a file");
	}

	@Test
	void packagesWithoutTheLibraryAreRefused() throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.remove("ort_ep_small/" + SmallProvider.LIBRARY);
		Path empty = SmallProvider.zip(folder.resolve("ort_ep_small-3.0-py3-none-any.whl"), contents);
		assertRefused(empty, "does not hold " + SmallProvider.LIBRARY, "get " + SmallProvider.WHEEL);
	}

	@Test
	void unknownProvidersAndFilesAreNamed() throws IOException {
		Path other = SmallProvider.zip(folder.resolve("other.zip"), Map.of("libother.so", NativeBytes.of(
			NativePlatform.LINUX_X64)));
		assertRefused(other, other.toString(), "no provider that is known here", "small");
		assertRefused(folder.resolve("absent.whl"), "There is no file " + folder.resolve("absent.whl"));
	}

	@Test
	void runtimesThatDoNotFitAreNamed() {
		PluginInstaller old = PluginInstaller.of(installed, InstallFolder.of(installed.directory()), NativePlatform.LINUX_X64,
			"1.23.2", WheelDownload.of(List.of()));
		assertTrue(assertThrows(IOException.class, () -> old.offer("small")).getMessage().contains(
			"needs ONNX Runtime 1.24.0 or later, but 1.23.2"));
		assertTrue(assertThrows(IOException.class, () -> old.offer(wheel)).getMessage().contains("1.23.2"));
	}

	// -- By pip --

	@Test
	void pipGetsTheWheel() throws IOException {
		InstallOffer offer = installer(FakePip.command(wheel.toString())).offer("small");
		List<String> progress = new ArrayList<>();
		assertEquals("1.2.0", offer.accept(progress::add).version());
		assertTrue(progress.get(0).contains(SmallProvider.WHEEL) && progress.get(0).contains("pip"), progress.toString());
		assertNothingIsLeft();
	}

	@Test
	void whatPipGetsMustBeWhatIsKnown() throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.put("ort_ep_small/more.so", NativeBytes.of(NativePlatform.LINUX_X64));
		Path other = SmallProvider.zip(folder.resolve("changed.whl"), contents);
		InstallOffer offer = installer(FakePip.command(other.toString())).offer("small");
		String message = assertThrows(IOException.class, () -> offer.accept(line -> {})).getMessage();
		assertTrue(message.contains(InstallSource.of(other).sha256()) && message.contains(InstallSource.of(wheel).sha256()),
			message);
		assertNothingIsLeft();
	}

	@Test
	void pipsOwnWordsArePassedOn() throws IOException {
		InstallOffer offer = installer(FakePip.command("Could not find a version")).offer("small");
		String message = assertThrows(IOException.class, () -> offer.accept(line -> {})).getMessage();
		assertTrue(message.contains("(Could not find a version)") && message.contains("img2img devices add " +
			SmallProvider.WHEEL), message);
		assertNothingIsLeft();
	}

	@Test
	void withoutPipTheFileToGetIsNamed() throws IOException {
		InstallOffer offer = installer(List.of("no-such-program-here", "-m", "pip")).offer("small");
		String message = assertThrows(IOException.class, () -> offer.accept(line -> {})).getMessage();
		assertTrue(message.contains("There is no pip here") && message.contains("Download " + SmallProvider.WHEEL) && message
			.contains("img2img devices add"), message);
		assertNothingIsLeft();
	}

	@Test
	void platformsWithoutAPackageAreNamed() {
		PluginInstaller mac = PluginInstaller.of(installed, InstallFolder.of(installed.directory()),
			NativePlatform.OSX_AARCH64, RUNTIME, WheelDownload.of(List.of()));
		assertEquals("There is no package of Small for macOS, Apple silicon.", assertThrows(IOException.class, () -> mac.offer(
			"small")).getMessage());
		assertTrue(assertThrows(IOException.class, () -> mac.offer("smal")).getMessage().contains("there are small"));
	}

	// -- Removal --

	@Test
	void removedPluginsAreGone() throws IOException {
		InstalledPlugin plugin = add(wheel);
		assertEquals(List.of("Removed Small 1.2.0."), installer().remove("small"));
		assertFalse(Files.exists(plugin.folder()));
		assertEquals(List.of(), installed.list());
		assertTrue(assertThrows(IOException.class, () -> installer().remove("small")).getMessage().contains(
			"small is not installed"));
	}

	@Test
	void whatIsInUseIsDeletedAtTheNextStart() throws IOException {
		InstalledPlugin plugin = add(wheel);
		deletion = file -> {
			if (file.equals(plugin.library())) throw new IOException("in use");
			Files.deleteIfExists(file);
		};
		List<String> said = installer().remove("small");
		assertTrue(said.get(0).contains("in use") && said.get(0).contains("next start"), said.toString());
		assertTrue(Files.exists(plugin.library()));
		assertEquals(List.of(), installed.list());
		InstallOffer again = installer().offer(wheel);
		assertTrue(assertThrows(IOException.class, () -> again.accept(line -> {})).getMessage().contains("still in use"));
		InstallFolder.of(installed.directory()).sweep(List.of("small"));
		assertFalse(Files.exists(plugin.folder()));
		assertEquals(plugin.library(), add(wheel).library());
	}

	@Test
	void foldersOfOthersAreNotSweptAway() throws IOException {
		add(wheel);
		List<String> others = List.of(".new-project/notes.txt", ".new-project.lock", "removed", "photos/2024/removed",
			"photos/2024/a.tif", "small/mine/removed", "small/mine/a.txt", "small/old/removed");
		for (String other : others)
			Files.writeString(Files.createDirectories(installed.directory().resolve(other).getParent()).resolve(Path.of(other)
				.getFileName()), other.equals("small/old/removed") ? "" : "my own");
		for (Path folder : InstallFolder.folders(installed.directory()))
			Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(20))));
		Path empty = Files.createDirectory(installed.directory().resolve("photos").resolve("2025"));
		InstallFolder.of(installed.directory()).sweep(List.of("small"));
		for (String other : others)
			assertTrue(Files.exists(installed.directory().resolve(other)), other);
		assertTrue(Files.exists(empty));
		assertEquals(List.of("1.2.0"), versions());
	}

	@Test
	void recordsThatNameOtherFoldersDoNotCount() throws IOException {
		InstalledPlugin plugin = add(wheel);
		Path other = Files.write(folder.resolve("other.so"), NativeBytes.of(NativePlatform.LINUX_X64));
		Path record = plugin.folder().resolve("installed.json");
		String text = Files.readString(record);
		for (String named : List.of("../../../other.so", other.toString(), "ort_ep_small/../../../../other.so", "link.so", "",
			".", "\\u0000"))
		{
			if (named.equals("link.so")) Files.createSymbolicLink(plugin.folder().resolve(named), other);
			Files.writeString(record, text.replace("ort_ep_small/" + SmallProvider.LIBRARY, named));
			assertEquals(List.of(), installed.list(), named);
			Files.writeString(record, text.replace("ort_ep_small/libhelp.so.1.7", named));
			assertEquals(List.of(), installed.list(), "before it: " + named);
		}
		Files.writeString(record, text);
		assertEquals(plugin.library(), installed.find("small").orElseThrow().library());
	}

	@Test
	void filesThatBecomeOthersAfterTheOfferAreNotInstalled() throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		contents.put("ort_ep_small/libmore.so", NativeBytes.of(NativePlatform.LINUX_X64));
		Path other = SmallProvider.zip(folder.resolve("other.whl"), contents);
		InstallOffer offer = installer().offer(wheel);
		Files.copy(other, wheel, StandardCopyOption.REPLACE_EXISTING);
		String message = assertThrows(IOException.class, () -> offer.accept(line -> {})).getMessage();
		assertTrue(message.startsWith(wheel + " was changed while it was being looked at"), message);
		assertEquals(List.of(), installed.list());
		assertNothingIsLeft();
	}

	@Test
	void librariesThatSendReportsAreRefused() throws IOException {
		Map<String, byte[]> contents = SmallProvider.contents();
		byte[] library = NativeBytes.of(NativePlatform.LINUX_X64);
		byte[] address = SmallProvider.text("https://mobile.events.data.microsoft.com/OneCollector/1.0/");
		byte[] both = Arrays.copyOf(library, library.length + address.length);
		System.arraycopy(address, 0, both, library.length, address.length);
		contents.put("ort_ep_small/libmore.so", both);
		Path other = SmallProvider.zip(folder.resolve("ort_ep_small-3.0-py3-none-any.whl"), contents);
		assertRefused(other, "ort_ep_small/libmore.so in " + other + " would send reports on its use to data.microsoft.com; " +
			"nothing was installed. Install the version that is known here (1.2.0)");
	}

	@Test
	void incompleteFoldersDoNotCount() throws IOException {
		InstalledPlugin plugin = add(wheel);
		Files.delete(plugin.folder().resolve("ort_ep_small/libhelp.so.1"));
		Files.delete(plugin.folder().resolve("ort_ep_small/libhelp.so.1.7"));
		assertEquals(List.of(), installed.list());
	}

	// -- Where --

	@Test
	void theDirectoryIsSettable() {
		assertEquals(Path.of("/there"), InstalledPlugins.directory("/there", "Linux", Map.of("IMG2IMG_DEVICES", "/here")));
		assertEquals(Path.of("/here"), InstalledPlugins.directory(null, "Linux", Map.of("IMG2IMG_DEVICES", "/here")));
		assertEquals(Path.of("/data", "img2img", "devices"), InstalledPlugins.directory(null, "Linux", Map.of("XDG_DATA_HOME",
			"/data")));
		assertEquals(Path.of("/local", "img2img", "devices"), InstalledPlugins.directory(null, "Windows 11", Map.of(
			"LOCALAPPDATA", "/local")));
		assertEquals(Path.of(System.getProperty("user.home"), "Library", "Application Support", "img2img", "devices"),
			InstalledPlugins.directory(null, "Mac OS X", Map.of()));
	}

	// -- Helper methods --

	@SafeVarargs
	private final PluginInstaller installer(List<String>... pips) {
		return PluginInstaller.of(installed, InstallFolder.of(installed.directory(), deletion), NativePlatform.LINUX_X64,
			RUNTIME, WheelDownload.of(List.of(pips)));
	}

	private InstalledPlugin add(Path file) throws IOException {
		return installer().offer(file).accept(line -> {});
	}

	private void assertRefused(Path file, String... parts) throws IOException {
		String message = assertThrows(IOException.class, () -> add(file)).getMessage();
		for (String part : parts)
			assertTrue(message.contains(part), "\"" + part + "\" is not in: " + message);
		assertEquals(List.of(), installed.list());
		assertNothingIsLeft();
		try (Stream<Path> walk = Files.walk(folder)) {
			assertEquals(List.of(), walk.filter(path -> path.getFileName().toString().contains("evil")).collect(Collectors
				.toList()));
		}
	}

	private void assertNothingIsLeft() throws IOException {
		for (Path path : InstallFolder.folders(installed.directory()))
			assertFalse(path.getFileName().toString().startsWith("."), path + " is left");
	}

	private List<String> versions() {
		return installed.versions(installed.descriptions().all().get(0)).stream().map(InstalledPlugin::version).collect(
			Collectors.toList());
	}

	private static void truncate(Path file, int length) throws IOException {
		Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
	}

	private static Set<String> files(Path root) throws IOException {
		try (Stream<Path> walk = Files.walk(root)) {
			return walk.filter(Files::isRegularFile).map(file -> root.relativize(file).toString().replace('\\', '/')).collect(
				Collectors.toCollection(TreeSet::new));
		}
	}
}
