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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ColorProcessor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.io.FolderRecord;
import sc.fiji.img2img.onnx.graph.GraphFiles;
import sc.fiji.img2img.onnx.graph.Weight;

/** What was prepared before gives the same pixels, whatever happened to it since, and whoever else uses it. */
@Tag("slow")
class PreparedGraphsTest {

	private static final int KILLS = Integer.getInteger("img2img.kills", 4);

	/** Text encoder, VAE encoder, VAE decoder, UNet. */
	private static final int NETWORKS = 4;

	private static final List<String> FILES = List.of("model.onnx", "weights.bin", "record");

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "sd15", "sd2", "lcm", "sdxl", "layouts/diffusers_script" })
	void pixelsAreTheSameWithAndWithout(String model) throws IOException {
		int[] expected = pixels(model, Runs.SHORT);
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			assertArrayEquals(expected, pixels(model, Runs.SHORT), "prepared now");
			List<Path> folders = kept.folders();
			assertTrue(folders.size() >= NETWORKS, folders.toString());
			List<FileTime> made = times(folders);
			assertArrayEquals(expected, pixels(model, Runs.SHORT), "prepared before");
			assertEquals(folders, kept.folders());
			assertEquals(made, times(folders));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "concept.kohya", "style.peft", "concept.kohya:0.5;style.kohya_fp16:-0.3" })
	void lorasAreTheSameOnPreparedGraphs(String loras) throws IOException {
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.LORA, loras);
		int[] expected = pixels("sd15", settings);
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			assertArrayEquals(expected, pixels("sd15", settings), "prepared now");
			assertArrayEquals(expected, pixels("sd15", settings), "prepared before");
			// NB: none is made for a LoRA.
			assertEquals(NETWORKS, kept.folders().size());
		}
	}

	@Test
	void whatWasDamagedIsMadeAnew() throws IOException {
		int[] expected = pixels("sd15", Runs.SHORT);
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			pixels("sd15", Runs.SHORT);
			int next = 0;
			for (FileDamage damage : FileDamage.ALL) {
				// NB: each file of each damage is another network's.
				for (Path graph : kept.folders())
					damage.to(graph.resolve(FILES.get(next++ % FILES.size())));
				assertArrayEquals(expected, pixels("sd15", Runs.SHORT));
			}
			assertEquals(NETWORKS, kept.folders().size());
		}
	}

	/** As another program may delete it, after it was found to be whole. */
	@Test
	void whatCannotBeReadAfterAllIsDoneWithout() throws IOException {
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.LORA, "concept.kohya");
		int[] expected = pixels("sd15", settings);
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			pixels("sd15", settings);
			for (Path graph : kept.folders()) {
				FileDamage.empty(graph.resolve("model.onnx"));
				FolderRecord.write(graph);
			}
			assertArrayEquals(expected, pixels("sd15", settings));
		}
	}

	@Test
	void anotherModelIsNotTakenForIt() throws IOException {
		Path model = TestModels.copy("sd15", folder.resolve("model"));
		try (KeptGraphs kept = KeptGraphs.in(folder.resolve("cache"))) {
			int[] before = pixels(model);
			Path unet = model.resolve("unet").resolve("model.onnx");
			GraphFiles.edit(unet, graph -> {
				Weight weight = graph.graph().weights().values().stream().filter(any -> any.shape().length == 4).findFirst().get();
				graph.graph().weights().put(weight.name(), Weight.of(weight.name(), weight.type(), weight.shape(),
					new double[(int) weight.count()]));
			});
			assertFalse(Arrays.equals(before, pixels(model)));
			assertEquals(NETWORKS + 1, kept.folders().size());
		}
	}

	@Test
	void theOldestGoWhereThereIsNoRoom() throws IOException {
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			pixels("sd15", Runs.SHORT);
			List<Path> first = kept.folders();
			for (Path graph : first)
				Files.setLastModifiedTime(graph, FileTime.fromMillis(0));
			double taken = 0;
			for (Path graph : first)
				taken += Files.size(graph.resolve("model.onnx")) + Files.size(graph.resolve("weights.bin"));
			kept.limit(taken * 1.1 / (1 << 30));
			pixels("lcm", Runs.SHORT);
			List<Path> then = kept.folders();
			assertNotEquals(first, then);
			assertFalse(then.containsAll(first));
			kept.limit(0);
			pixels("sd2", Runs.SHORT);
			assertEquals(then, kept.folders());
		}
	}

	@Test
	void programsAtOnceMakeItOnce() throws IOException, InterruptedException {
		int[] expected = pixels("sd15", Runs.SHORT);
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			Process other = child(kept).start();
			assertArrayEquals(expected, pixels("sd15", Runs.SHORT));
			String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertEquals(0, other.waitFor());
			assertEquals(Arrays.hashCode(expected), Integer.parseInt(printed.trim()));
			assertEquals(NETWORKS, kept.folders().size());
		}
	}

	@Test
	void whatAKilledProgramLeavesIsNotTaken() throws IOException, InterruptedException {
		int[] expected = pixels("sd15", Runs.SHORT);
		Random random = new Random(3);
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			for (int kill = 0; kill < KILLS; kill++) {
				Process process = child(kept).start();
				awaitPart(kept, process);
				for (int spin = random.nextInt(1 << 24); spin > 0; spin--)
					Thread.onSpinWait();
				process.destroyForcibly().waitFor();
			}
			assertArrayEquals(expected, pixels("sd15", Runs.SHORT));
			assertEquals(NETWORKS, kept.folders().size());
			assertEquals(List.of("lock"), kept.all().stream().filter(Files::isRegularFile).map(file -> file.getFileName()
				.toString()).collect(Collectors.toList()));
		}
	}

	// -- Helper methods --

	/** Waits until a program has begun to keep something. */
	private static void awaitPart(KeptGraphs kept, Process process) throws IOException {
		while (process.isAlive() && kept.all().isEmpty())
			Thread.onSpinWait();
	}

	private static ChildJvm child(KeptGraphs kept) {
		return ChildJvm.of(PreparedGraphsProbe.class, TestModels.get("sd15")).with(kept.options());
	}

	private static int[] pixels(String model, Img2ImgSettings settings) throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get(model))) {
			return (int[]) ((ColorProcessor) Runs.of(img2img, TestImages.rgb(64, 64), settings)).getPixels();
		}
	}

	private static int[] pixels(Path model) throws IOException {
		try (Img2Img img2img = Img2Img.open(model)) {
			return Runs.bits(img2img);
		}
	}

	private static List<FileTime> times(List<Path> folders) throws IOException {
		FileTime[] times = new FileTime[folders.size()];
		for (int i = 0; i < times.length; i++)
			times[i] = Files.getLastModifiedTime(folders.get(i).resolve("model.onnx"));
		return Collections.unmodifiableList(Arrays.asList(times));
	}
}
