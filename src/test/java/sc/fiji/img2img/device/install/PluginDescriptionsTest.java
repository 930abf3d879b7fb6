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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.img2img.onnx.NativeLibraries;

class PluginDescriptionsTest {

	static List<PluginDescription> known() {
		return PluginDescriptions.known().all();
	}

	static Stream<String> requiredKeys() {
		return Stream.of("key", "title", "registration", "provider", "package", "version", "runs", "hardware", "runtime", "fast",
			"options", "license", "platforms");
	}

	@Test
	void allKnownProvidersAreDescribed() {
		assertEquals(List.of("webgpu", "openvino", "nvidia-cu13", "nvidia-cu12", "mlx"), PluginDescriptions.known()
			.keys());
	}

	@ParameterizedTest
	@MethodSource("known")
	void wheelsAreThoseOfTheirVersionAndPlatform(PluginDescription description) {
		assertFalse(description.wheels().isEmpty());
		for (Map.Entry<NativePlatform, PluginWheel> entry : description.wheels().entrySet()) {
			PluginWheel wheel = entry.getValue();
			String start = description.packageName().replace('-', '_') + "-" + description.version() + "-";
			assertTrue(wheel.file().startsWith(start), wheel.file());
			assertTrue(wheel.file().contains(tag(entry.getKey())), wheel.file() + " for " + entry.getKey());
			assertTrue(wheel.sha256().matches("[0-9a-f]{64}"), wheel.sha256());
			assertTrue(wheel.size() > 1_000_000 && wheel.unpackedSize() > wheel.size(), wheel.file());
			assertTrue(wheel.library().endsWith(suffix(entry.getKey())), wheel.library());
			assertTrue(wheel.links().values().containsAll(wheel.preload()), wheel.file());
		}
	}

	@ParameterizedTest
	@MethodSource("known")
	void fastTypesAndLicencesFitTogether(PluginDescription description) {
		assertTrue(description.fastType() != FastType.NONE || !description.needsFastWeights());
		assertTrue(description.license().isFree() || description.license().url().isPresent(), "a licence that is not free " +
			"must be there to be read");
		for (String value : description.options(false).values())
			if (value.startsWith("{")) assertTrue(JsonParser.parseString(value).isJsonObject(), value);
	}

	@ParameterizedTest
	@MethodSource("known")
	void everyProviderWorksWithTheRuntimeOnTheClassPath(PluginDescription description) {
		assertEquals(Optional.empty(), description.runtimeFault(NativeLibraries.load().getVersion()));
	}

	@Test
	void noTwoWheelsAreTheSame() {
		List<String> sums = known().stream().flatMap(description -> description.wheels().values().stream()).map(
			PluginWheel::sha256).collect(Collectors.toList());
		assertEquals(sums.size(), new TreeSet<>(sums).size());
	}

	@Test
	void automaticOnesHaveDifferentRanks() {
		List<Integer> ranks = new ArrayList<>();
		known().forEach(description -> description.rank().ifPresent(ranks::add));
		assertEquals(ranks.size(), new TreeSet<>(ranks).size());
		assertTrue(rank("nvidia-cu13") < rank("webgpu") && rank("mlx") < rank("webgpu") && rank("webgpu") < rank("openvino"));
	}

	@ParameterizedTest
	@MethodSource("requiredKeys")
	void missingKeysAreNamed(String key) {
		String text = SmallProvider.json("a".repeat(64), 10).replace("\"" + key + "\":", "\"absent\":");
		IOException e = assertThrows(IOException.class, () -> PluginDescriptions.parse("test.json", text));
		assertTrue(e.getMessage().contains("\"" + key + "\"") && e.getMessage().contains("test.json"), e.getMessage());
	}

	@Test
	void wrongChecksumsAreNamed() {
		IOException e = assertThrows(IOException.class, () -> PluginDescriptions.parse("test.json", SmallProvider.json("abc",
			10)));
		assertTrue(e.getMessage().contains("sha256") && e.getMessage().contains("64"), e.getMessage());
	}

	@Test
	void compiledGraphsOfHardwareThatItDoesNotRunOnAreRefused() {
		String text = SmallProvider.json("a".repeat(64), 10).replace("\"license\":", "\"compiled\": [\"NPU\"], \"license\":");
		IOException e = assertThrows(IOException.class, () -> PluginDescriptions.parse("test.json", text));
		assertTrue(e.getMessage().contains("\"compiled\"") && e.getMessage().contains("[CPU]"), e.getMessage());
	}

	@Test
	void keysThatLeaveTheirFolderAreRefused() {
		String text = SmallProvider.json("a".repeat(64), 10).replace("\"small\"", "\"../small\"");
		IOException e = assertThrows(IOException.class, () -> PluginDescriptions.parse("test.json", text));
		assertTrue(e.getMessage().contains("../small"), e.getMessage());
	}

	@Test
	void runtimesThatAreTooOldOrTooNewAreNamed() throws IOException {
		PluginDescription small = PluginDescriptions.parse("test.json", SmallProvider.json("a".repeat(64), 10)).find("SMALL")
			.orElseThrow();
		assertTrue(small.runtimeFault("1.23.9").orElseThrow().contains("1.24.0 or later, but 1.23.9"));
		assertTrue(small.runtimeFault("1.40.0").orElseThrow().contains("before 1.40.0, but 1.40.0"));
		assertEquals(Optional.empty(), small.runtimeFault("1.39.2"));
	}

	@Test
	void versionsAreComparedByNumber() {
		assertTrue(PluginVersion.of("0.10.0").compareTo(PluginVersion.of("0.9.9")) > 0);
		assertEquals(PluginVersion.of("1.2"), PluginVersion.of("1.2.0"));
		assertEquals(PluginVersion.of("1.2").hashCode(), PluginVersion.of("1.2.0").hashCode());
		assertTrue(PluginVersion.isVersion("0.31.0.dev3") && PluginVersion.isVersion("0.4.0+1a2b3c4d"));
		assertFalse(PluginVersion.isVersion("..") || PluginVersion.isVersion("1/2") || PluginVersion.isVersion(""));
	}

	private static int rank(String key) {
		return PluginDescriptions.known().find(key).orElseThrow().rank().orElseThrow();
	}

	private static String tag(NativePlatform platform) {
		switch (platform) {
			case LINUX_X64:
				return "_x86_64";
			case LINUX_AARCH64:
				return "_aarch64";
			case WIN_X64:
				return "win_amd64";
			case WIN_ARM64:
				return "win_arm64";
			default:
				return "macosx";
		}
	}

	private static String suffix(NativePlatform platform) {
		return platform.key().startsWith("win") ? ".dll" : platform.key().startsWith("osx") ? ".dylib" : ".so";
	}
}
