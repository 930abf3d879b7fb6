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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.cli.Img2ImgApp;
import sc.fiji.img2img.command.MacroProbe;
import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.device.provider.Libraries;

/**
 * No word leaves the machine, and no file is written but the cache and the output.
 * <p>
 * Each program has a network of its own that leads nowhere, whose counters tell what was tried, an environment of its own,
 * and a library before all others that hears what it looks up, turns to and creates.
 * </p>
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class SilenceTest {

	private static final String COUNT = "\"$@\"; code=$?; cat /proc/net/snmp /proc/net/snmp6 >\"$0\"; exit $code";

	/** What users set for the graphics processors of PluginDeviceTest. */
	private static final List<String> DRIVERS = List.of("LD_LIBRARY_PATH", "ORT_WEBGPU_EP_ALLOW_SOFTWARE_ADAPTER",
		"VK_ICD_FILENAMES");

	@TempDir
	private Path folder;

	private Path counters;

	private Path log;

	private Path library;

	private Path input;

	private Path output;

	@BeforeEach
	void prepare() throws IOException, InterruptedException {
		assumeTrue(ChildJvm.isPossible("unshare", "-rn", "true"), "no network of one's own can be made here (unshare -rn)");
		counters = folder.resolve("counters.txt");
		log = Files.createFile(folder.resolve("log.txt"));
		library = Libraries.compile(Path.of("src", "test", "c", "watch.c"), folder.resolve("watch.so"));
		Files.createDirectory(folder.resolve("home"));
		Files.createDirectory(folder.resolve("tmp"));
		Path work = Files.createDirectory(folder.resolve("work"));
		input = TestImages.write(TestImages.bytes(64, 64), work.resolve("in.tif"));
		output = work.resolve("out.tif");
	}

	@Test
	void whatIsSaidIsHeard() throws IOException, InterruptedException {
		assertEquals(0, alone(ChildJvm.of(Talker.class)).run().code);
		String heard = Files.readString(log);
		assertTrue(heard.contains("resolve telemetry.example.org\n"), heard);
		assertTrue(heard.contains("connect 192.0.2.1\n"), heard);
		assertTrue(heard.contains("create " + folder.resolve("home").resolve("secret")), heard);
		assertNotEquals(quiet(), Files.readString(counters));
	}

	@Test
	void theCommandLineIsSilent() throws IOException, InterruptedException {
		assertSilent(ChildJvm.of(Img2ImgApp.class, input, output, "--prompt", "nuclei", "--steps", "4", "--seed", "1"));
	}

	@Test
	void plainImageJIsSilent() throws IOException, InterruptedException {
		Path macro = Files.writeString(folder.resolve("work").resolve("macro.ijm"), "open(\"" + input +
			"\"); run(\"Img2Img\", \"prompt=nuclei steps=4 seed=1\"); saveAs(\"tiff\", \"" + output + "\"); return getTitle();");
		ChildJvm.Ended ended = assertSilent(ChildJvm.of(MacroProbe.class, macro).with(
			"--add-opens=java.base/java.lang=ALL-UNNAMED"));
		assertEquals("out.tif", ended.output.trim());
	}

	@Test
	void installedProvidersAreSilent() throws IOException, InterruptedException {
		List<InstalledPlugin> plugins = InstalledPlugins.here().list();
		assumeTrue(!plugins.isEmpty(), "no device is installed in " + InstalledPlugins.here().directory());
		for (InstalledPlugin plugin : plugins) {
			ChildJvm child = alone(ChildJvm.of(Img2ImgApp.class, input, output, "--prompt", "nuclei", "--steps", "4", "--device",
				plugin.description().key()).with("-Dimg2img.devices=" + InstalledPlugins.here().directory(),
					"-Dimg2img.selftest.seconds=600"));
			ChildJvm.Ended ended = child.run();
			assertTrue(ended.code == 0 || ended.text.contains("finds no device here"), ended.text);
			assertNothingWasDone();
		}
	}

	private ChildJvm.Ended assertSilent(ChildJvm child) throws IOException, InterruptedException {
		ChildJvm.Ended ended = alone(child).run();
		assertEquals(0, ended.code, ended.text);
		assertTrue(Files.exists(output), ended.text);
		assertNothingWasDone();
		return ended;
	}

	private void assertNothingWasDone() throws IOException, InterruptedException {
		assertEquals(quiet(), Files.readString(counters));
		List<String> elsewhere = Files.readAllLines(log).stream().filter(line -> !line.startsWith("create " + folder) && !line
			.startsWith("create /dev/") && !line.startsWith("create /proc/")).collect(Collectors.toList());
		assertEquals(List.of(), elsewhere);
		try (Stream<Path> walk = Files.walk(folder)) {
			List<Path> others = walk.filter(Files::isRegularFile).filter(file -> !file.startsWith(folder.resolve("cache").resolve(
				"img2img")) && !file.startsWith(folder.resolve("work")) && !file.getParent().equals(folder)).collect(Collectors
					.toList());
			assertEquals(List.of(), others);
		}
		assertEquals(0, folder.resolve("tmp").toFile().list().length);
		assertEquals(0, folder.resolve("home").toFile().list().length);
	}

	/** Has a program run without a network, in an environment and folders of its own. */
	private ChildJvm alone(ChildJvm child) {
		List<String> wrapper = new ArrayList<>(List.of("unshare", "-rn", "sh", "-c", COUNT, counters.toString(), "env", "-i",
			"LC_ALL=C.UTF-8", "PATH=" + System.getenv("PATH"), "HOME=" + folder.resolve("home"), "TMPDIR=" + folder.resolve(
				"tmp"), "XDG_CACHE_HOME=" + folder.resolve("cache"), "XDG_CONFIG_HOME=" + folder.resolve("config"),
			"XDG_DATA_HOME=" + folder.resolve("data"), "LD_PRELOAD=" + library, "WATCH_LOG=" + log));
		for (String driver : DRIVERS)
			if (System.getenv(driver) != null) wrapper.add(driver + "=" + System.getenv(driver));
		// NB: Java itself would leave its figures in /tmp, whatever it is told of temporary folders.
		return child.under(wrapper.toArray(new String[0])).with("-XX:-UsePerfData", "-Duser.home=" + folder.resolve("home"),
			"-Djava.io.tmpdir=" + folder.resolve("tmp"));
	}

	/** The counters of a network that nobody has used. */
	private String quiet() throws IOException, InterruptedException {
		Path none = folder.resolve("none.txt");
		assertTrue(ChildJvm.isPossible("unshare", "-rn", "sh", "-c", COUNT, none.toString(), "true"));
		return Files.readString(none);
	}

	/** Does all that the others must not. */
	static final class Talker {

		public static void main(String... arguments) throws IOException {
			Files.createFile(Path.of(System.getenv("HOME"), "secret"));
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] { (byte) 192, 0, 2, 1 }), 443));
			}
			catch (IOException e) {
				System.err.println(e);
			}
			try {
				System.err.println(InetAddress.getByName("telemetry.example.org"));
			}
			catch (IOException e) {
				System.err.println(e);
			}
		}
	}
}
