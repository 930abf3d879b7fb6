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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.process.ColorProcessor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.io.FolderRecord;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.onnx.PreparedGraphs;
import sc.fiji.img2img.run.RunControl;

/** What a plugin provider has compiled before gives the same pixels, whatever happened to it since; where it is installed. */
@Tag("slow")
class PluginCompiledGraphsTest {

	private static final String DEVICE = "openvino";

	private static final String GRAPH = "model.onnx";

	private static final String COMPILED = "model_OpenVINOExecutionProvider.bin";

	/** Text encoder, VAE encoder, VAE decoder, UNet. */
	private static final int NETWORKS = 4;

	private static final int KILLS = 3;

	/** NB: one for all, since the device is tested once in each. */
	@TempDir
	private static Path folder;

	private KeptGraphs kept;

	@BeforeEach
	void keep() {
		assumeTrue(InstalledPlugins.here().find(DEVICE).isPresent(), DEVICE + " is not installed in " + InstalledPlugins.here()
			.directory());
		kept = KeptGraphs.in(folder);
	}

	@AfterEach
	void keepNoMore() {
		if (kept == null) return;
		PreparedGraphs.here().clear();
		kept.close();
	}

	@ParameterizedTest
	@CsvSource({ "sd15, FP32", "sd15, FAST", "sdxl, FP32", "layouts/diffusers_script, FP32" })
	void pixelsAreTheSameWithAndWithout(String model, Precision precision) throws IOException {
		int[] expected = pixels(model, precision, Runs.SHORT.with(Img2ImgSettings.NOCACHE, true));
		assertEquals(List.of(), kept.folders());
		assertArrayEquals(expected, pixels(model, precision, Runs.SHORT), "compiled now");
		Map<Path, FileTime> made = times();
		assertTrue(made.size() >= NETWORKS, made.toString());
		assertArrayEquals(expected, pixels(model, precision, Runs.SHORT), "compiled before");
		assertEquals(made, times());
	}

	@Test
	void precisionsAreKeptApart() throws IOException {
		pixels("sd15", Precision.FP32, Runs.SHORT);
		Map<Path, FileTime> exact = times();
		int[] fast = pixels("sd15", Precision.FAST, Runs.SHORT);
		assumeTrue(!Arrays.equals(fast, pixels("sd15", Precision.FP32, Runs.SHORT)), "there is no faster type here");
		assertEquals(2 * NETWORKS, kept.folders().size());
		assertTrue(times().entrySet().containsAll(exact.entrySet()));
	}

	@Test
	void whatALoraChangesIsNotKept() throws IOException {
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.LORA, "concept.kohya");
		int[] expected = pixels("sd15", Precision.FP32, settings.with(Img2ImgSettings.NOCACHE, true));
		assertArrayEquals(expected, pixels("sd15", Precision.FP32, settings), "compiled now");
		List<Path> folders = kept.folders();
		assertArrayEquals(expected, pixels("sd15", Precision.FP32, settings), "compiled before");
		assertEquals(folders, kept.folders());
		assertTrue(folders.size() < NETWORKS, folders.toString());
	}

	@Test
	void whatWasDamagedIsMadeAnew() throws IOException {
		int[] expected = pixels("sd15", Precision.FP32, Runs.SHORT);
		int next = 0;
		for (FileDamage damage : FileDamage.ALL) {
			// NB: each file of each damage is another network's.
			for (Path graph : kept.folders())
				damage.to(graph.resolve(List.of(GRAPH, COMPILED, FolderRecord.NAME).get(next++ % 3)));
			assertArrayEquals(expected, pixels("sd15", Precision.FP32, Runs.SHORT));
			assertEquals(NETWORKS, times().size());
		}
	}

	/** As a disk may do it, of which nobody knows. */
	@Test
	void whatCannotBeReadAfterAllIsDoneWithout() throws IOException {
		int[] expected = pixels("sd15", Precision.FP32, Runs.SHORT);
		for (String file : List.of(GRAPH, COMPILED)) {
			for (Path graph : kept.folders()) {
				FileDamage.empty(graph.resolve(file));
				FolderRecord.write(graph);
			}
			assertArrayEquals(expected, pixels("sd15", Precision.FP32, Runs.SHORT));
			assertEquals(0, kept.folders().size());
			assertArrayEquals(expected, pixels("sd15", Precision.FP32, Runs.SHORT));
			assertEquals(NETWORKS, times().size());
		}
	}

	@Test
	void programsAtOnceMakeItOnce() throws IOException, InterruptedException {
		int[] expected = pixels("sd15", Precision.AUTO, Runs.SHORT.with(Img2ImgSettings.NOCACHE, true));
		Process other = child().start();
		assertArrayEquals(expected, pixels("sd15", Precision.AUTO, Runs.SHORT));
		String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, other.waitFor());
		assertEquals(Arrays.hashCode(expected), Integer.parseInt(printed.trim()));
		assertEquals(NETWORKS, times().size());
	}

	@Test
	void whatAKilledProgramLeavesIsNotTaken() throws IOException, InterruptedException {
		// NB: its self-test is over then.
		int[] expected = pixels("sd15", Precision.AUTO, Runs.SHORT.with(Img2ImgSettings.NOCACHE, true));
		Random random = new Random(3);
		for (int kill = 0; kill < KILLS; kill++) {
			List<Path> before = kept.all();
			Process process = child().start();
			while (process.isAlive() && kept.all().equals(before))
				Thread.onSpinWait();
			for (int spin = random.nextInt(1 << 24); spin > 0; spin--)
				Thread.onSpinWait();
			process.destroyForcibly().waitFor();
		}
		assertArrayEquals(expected, pixels("sd15", Precision.AUTO, Runs.SHORT));
		assertEquals(NETWORKS, times().size());
		assertEquals(List.of("lock"), kept.all().stream().filter(Files::isRegularFile).map(file -> file.getFileName()
			.toString()).collect(Collectors.toList()));
	}

	// -- Helper methods --

	private ChildJvm child() throws IOException {
		return ChildJvm.of(PreparedGraphsProbe.class, TestModels.get("sd15"), DEVICE).with(kept.options());
	}

	/** When each graph was compiled, by its file. */
	private Map<Path, FileTime> times() throws IOException {
		Map<Path, FileTime> times = new TreeMap<>();
		for (Path graph : kept.folders()) {
			assertTrue(FolderRecord.holds(graph), graph.toString());
			try (Stream<Path> files = Files.list(graph)) {
				assertTrue(files.map(Path::getFileName).map(Path::toString).collect(Collectors.toSet()).containsAll(List.of(GRAPH,
					COMPILED)));
			}
			times.put(graph, Files.getLastModifiedTime(graph.resolve(COMPILED)));
		}
		return times;
	}

	private static int[] pixels(String model, Precision precision, Img2ImgSettings settings) throws IOException {
		Img2ImgSettings all = settings.with(Img2ImgSettings.DEVICE, DEVICE).with(Img2ImgSettings.PRECISION, precision);
		Path directory = TestModels.get(model);
		try (Img2Img img2img = Img2Img.open(Model.open(directory), all, RunControl.silent())) {
			assumeTrue(img2img.device().provider().name().startsWith("OpenVINO"), img2img.device().reason());
			return (int[]) ((ColorProcessor) Runs.of(img2img, TestImages.rgb(64, 64), all)).getPixels();
		}
		catch (IllegalArgumentException e) {
			assumeTrue(!e.getMessage().contains("finds no device here"), e.getMessage());
			throw e;
		}
	}
}
