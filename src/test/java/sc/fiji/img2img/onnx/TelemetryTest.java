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
package sc.fiji.img2img.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.device.install.InstalledPlugins;

@Tag("slow")
class TelemetryTest {

	private static final String ADDRESS = "https://mobile.events.data.microsoft.com/OneCollector/1.0/";

	@Test
	void noLibraryOfOnnxRuntimeSendsReports() throws Exception {
		Path jar = Path.of(OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			List<ZipEntry> libraries = zip.stream().filter(entry -> entry.getName().matches(".*\\.(so|dll|dylib)")).collect(
				Collectors.toList());
			assertTrue(libraries.size() >= 8, libraries.toString());
			for (ZipEntry library : libraries)
				try (InputStream in = zip.getInputStream(library)) {
					assertEquals(Optional.empty(), Telemetry.address(in), library.getName());
				}
		}
	}

	@Test
	void noInstalledProviderSendsReports() throws IOException {
		Path devices = InstalledPlugins.here().directory();
		assumeTrue(Files.isDirectory(devices), "no device is installed in " + devices);
		try (Stream<Path> walk = Files.walk(devices)) {
			for (Path file : walk.filter(Files::isRegularFile).collect(Collectors.toList()))
				assertEquals(Optional.empty(), Telemetry.address(file), file.toString());
		}
	}

	@Test
	void addressesAreFoundWhereverTheyAre() throws IOException {
		int block = 1 << 20;
		for (int place : new int[] { 0, 1, block - 100, block - 40, block - 20, block - 1, block, 2 * block - 30, 3_000_000 }) {
			assertEquals(Optional.of("data.microsoft.com"), Telemetry.address(with(ADDRESS.getBytes(StandardCharsets.US_ASCII),
				place)), place + "");
			assertEquals(Optional.of("data.microsoft.com"), Telemetry.address(with(ADDRESS.getBytes(
				StandardCharsets.UTF_16LE), place)), place + " in UTF-16");
		}
		assertEquals(Optional.empty(), Telemetry.address(with("https://onnxruntime.ai".getBytes(StandardCharsets.US_ASCII),
			block - 5)));
		assertEquals(Optional.empty(), Telemetry.address(new ByteArrayInputStream(new byte[0])));
	}

	@Test
	void onlyOneSwitchesItOff() {
		assertTrue(Telemetry.isOff(Map.of("ORT_DISABLE_TELEMETRY", "1")));
		assertFalse(Telemetry.isOff(Map.of("ORT_DISABLE_TELEMETRY", "0")));
		assertFalse(Telemetry.isOff(Map.of()));
	}

	private static InputStream with(byte[] text, int place) {
		byte[] bytes = new byte[place + text.length + 10];
		System.arraycopy(text, 0, bytes, place, text.length);
		return new ByteArrayInputStream(bytes);
	}
}
