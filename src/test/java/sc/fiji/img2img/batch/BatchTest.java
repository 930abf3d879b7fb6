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
package sc.fiji.img2img.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.image.ij.UnwrittenFileException;
import sc.fiji.img2img.run.Cancellation;

/** A folder comes out the same, whether it is run in one go, killed and gone on with, or in shares; a bad file ends itself only. */
class BatchTest {

	private static final int FILES = 9;

	private static final int DAMAGED = 2;

	@TempDir
	private Path folder;

	@BeforeEach
	void fixByteOrder() {
		BatchFolders.fixByteOrder();
	}

	@Test
	void wholeKilledAndSharedRunsGiveTheSame() throws IOException, InterruptedException {
		Path input = BatchFolders.mixed(folder.resolve("in"));
		Path whole = folder.resolve("whole");
		BatchResult result = BatchFolders.run(input, whole, Shard.WHOLE);
		assertEquals(FILES - DAMAGED, result.count(BatchOutcome.State.DONE));
		assertEquals(List.of("half.png", "sub/text.tif"), result.failures().stream().map(failure -> failure.task().name())
			.collect(Collectors.toList()));
		assertEquals(FILES + 1, BatchFolders.lines(whole.resolve("log.csv")).size());

		Path killed = folder.resolve("killed");
		kill(input, killed, 4);
		kill(input, killed, 7);
		BatchFolders.run(input, killed, Shard.WHOLE);
		assertSameOutcome(whole, killed);

		Path shared = folder.resolve("shared");
		for (String shard : List.of("3/3", "1/3", "2/3"))
			BatchFolders.run(input, shared, Shard.parse(shard));
		assertSameOutcome(whole, shared);
	}

	@Test
	void whatIsDoneIsNotRunAgainUntilSomethingChanges() throws IOException {
		Path input = Files.createDirectory(folder.resolve("in"));
		TestImages.write(TestImages.rgb(64, 64), input.resolve("a.png"));
		TestImages.write(TestImages.bytes(64, 64), input.resolve("b.jpg"));
		Path output = folder.resolve("out");
		BatchFolders.run(batch(input, output));
		Map<String, String> files = BatchFolders.files(output);
		ImageSession.Opening closed = control -> {
			throw new AssertionError("nothing is to be run");
		};
		assertEquals(2, batch(input, output).run(closed, BatchListener.NONE, new Cancellation()).count(
			BatchOutcome.State.SKIPPED));
		TestImages.write(TestImages.rgb(72, 64), input.resolve("a.png"));
		assertEquals(List.of("a.png"), run(batch(input, output)));
		Files.delete(output.resolve("b.jpg"));
		assertEquals(List.of("b.jpg"), run(batch(input, output)));
		assertEquals(files.get("b.jpg"), BatchFolders.files(output).get("b.jpg"));
		assertEquals(List.of("a.png", "b.jpg"), run(Batch.of(BatchFolders.tasks(input, output).all(), BatchFolders.SETTINGS.with(
			Img2ImgSettings.SEED, 1L), BatchFolders.model())));
		assertEquals(List.of("a.png", "b.jpg"), run(Batch.of(BatchFolders.tasks(input, output).all(), BatchFolders.SETTINGS.with(
			Img2ImgSettings.PROMPT, "nuclei"), BatchFolders.model())));
	}

	@Test
	void severalPicturesAreDoneWhenAllOfThemAreThere() throws IOException {
		Path input = Files.createDirectory(folder.resolve("in"));
		TestImages.write(TestImages.rgb(64, 64), input.resolve("a.png"));
		Path output = folder.resolve("out");
		Img2ImgSettings three = BatchFolders.SETTINGS.with(Img2ImgSettings.VARIATIONS, 3);
		assertEquals(List.of("a.png"), run(Batch.of(BatchFolders.tasks(input, output).all(), three, BatchFolders.model())));
		assertEquals(List.of("a-1.png", "a-2.png", "a-3.png"), new ArrayList<>(BatchFolders.files(output).keySet()));
		assertEquals(List.of(), run(Batch.of(BatchFolders.tasks(input, output).all(), three, BatchFolders.model())));
		Files.delete(output.resolve("a-3.png"));
		assertEquals(List.of("a.png"), run(Batch.of(BatchFolders.tasks(input, output).all(), three, BatchFolders.model())));
	}

	@Test
	void masksOfTheSameNameKeepWhatIsOutside() throws IOException {
		Path input = Files.createDirectory(folder.resolve("in"));
		TestImages.write(TestImages.bytes(64, 64), input.resolve("a.tif"));
		TestImages.write(TestImages.bytes(64, 64), input.resolve("b.tif"));
		TestImages.write(TestImages.bytes(64, 64), input.resolve("c.tif"));
		Path masks = Files.createDirectory(folder.resolve("masks"));
		TestImages.write(TestImages.mask(64, 64), masks.resolve("a.png"));
		TestImages.write(TestImages.mask(32, 64), masks.resolve("c.png"));
		Path output = folder.resolve("out");
		BatchTasks tasks = BatchTasks.of(List.of(input.toString()), output, masks);
		BatchResult result = BatchFolders.run(Batch.of(tasks.all(), BatchFolders.SETTINGS, BatchFolders.model()));
		assertEquals(1, result.count(BatchOutcome.State.DONE));
		assertTrue(result.failures().get(0).message().contains("no mask"), result.failures().get(0).message());
		assertTrue(result.failures().get(1).message().contains("size"), result.failures().get(1).message());
		byte[] before = (byte[]) ImageFiles.read(input.resolve("a.tif")).getProcessor().getPixels();
		byte[] after = (byte[]) ImageFiles.read(output.resolve("a.tif")).getProcessor().getPixels();
		int changed = 0;
		for (int i = 0; i < before.length; i++) {
			boolean inside = i % 64 >= 16 && i % 64 < 48 && i / 64 >= 16 && i / 64 < 48;
			if (!inside) assertEquals(before[i], after[i], "pixel " + i);
			else if (before[i] != after[i]) changed++;
		}
		assertTrue(changed > 100, "only " + changed + " pixels changed");
	}

	@Test
	void cancellingLeavesWholeFilesOnlyAndIsGoneOnWith() throws IOException {
		Path input = Files.createDirectory(folder.resolve("in"));
		for (String name : List.of("a.png", "b.png", "c.png"))
			TestImages.write(TestImages.rgb(64, 64), input.resolve(name));
		Path output = folder.resolve("out");
		Cancellation cancellation = new Cancellation();
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			assertThrows(CancellationException.class, () -> batch(input, output).run(control -> img2img::run,
				new BatchListener()
				{

					@Override
					public void begins(BatchTask task, int number, int count) {
						if (number == 2) cancellation.cancel();
					}
				}, cancellation));
		}
		assertEquals(List.of("a.png"), new ArrayList<>(BatchFolders.files(output).keySet()));
		assertEquals(List.of("b.png", "c.png"), run(batch(input, output)));
	}

	@Test
	void anOutputThatCannotBeWrittenEndsTheRun() throws IOException {
		Path input = BatchFolders.mixed(folder.resolve("in"));
		Path output = Files.createDirectory(folder.resolve("out"));
		Files.writeString(output.resolve("sub"), "where a folder should be");
		assertThrows(UnwrittenFileException.class, () -> BatchFolders.run(batch(input, output)));
		assertTrue(Files.exists(output.resolve("d.tif")));
	}

	@Test
	void aModelThatCannotBeLoadedEndsTheRunAndIsNoFaultOfAFile() throws IOException {
		Path input = BatchFolders.mixed(folder.resolve("in"));
		IOException fault = new IOException("The model is gone.");
		Path log = folder.resolve("log.csv");
		assertEquals(fault, assertThrows(IOException.class, () -> batch(input, folder.resolve("out")).withLog(log).run(
			control -> {
				throw fault;
			}, BatchListener.NONE, new Cancellation())));
		assertEquals(1, BatchFolders.lines(log).size());
	}

	@Test
	void aDryRunFindsDamagedFilesAndWritesNothing() throws IOException {
		Path input = BatchFolders.mixed(folder.resolve("in"));
		Path output = folder.resolve("out");
		BatchResult result = batch(input, output).withLog(output.resolve("log.csv")).dryRun(BatchListener.NONE,
			new Cancellation());
		assertEquals(DAMAGED, result.failures().size());
		assertFalse(Files.exists(output));
	}

	@Test
	void settingsLieBesideEachOutputWhenAsked() throws IOException {
		Path input = Files.createDirectory(folder.resolve("in"));
		TestImages.write(TestImages.rgb(64, 64), input.resolve("a.png"));
		Path output = folder.resolve("out");
		BatchFolders.run(batch(input, output).withJson());
		String json = Files.readString(output.resolve("a.png.json"));
		assertTrue(json.contains("\"strength\": 0.5,"), json);
		assertTrue(json.contains("\"input\": \"a.png\","), json);
		assertTrue(json.matches("(?s).*\"ssim\": -?[01]\\.\\d{6},.*"), json);
		Files.delete(output.resolve("a.png.json"));
		BatchFolders.run(batch(input, output).withJson());
		assertEquals(json, Files.readString(output.resolve("a.png.json")));
	}

	@Test
	void eachSeedComesFromTheNameOnly() throws IOException {
		Path input = BatchFolders.mixed(folder.resolve("in"));
		List<BatchTask> tasks = BatchFolders.tasks(input, folder.resolve("out")).all();
		List<Long> seeds = tasks.stream().map(task -> task.seed(7)).collect(Collectors.toList());
		assertEquals(FILES, seeds.stream().distinct().count());
		BatchTask alone = BatchTasks.of(List.of(input.resolve("a.png").toString()), folder.resolve("other"), null).all().get(
			0);
		assertEquals(seeds.get(0), alone.seed(7));
		assertFalse(seeds.contains(alone.seed(8)));
	}

	// -- Helper methods --

	private static Batch batch(Path input, Path output) throws IOException {
		return Batch.of(BatchFolders.tasks(input, output).all(), BatchFolders.SETTINGS, BatchFolders.model());
	}

	/** The names of what is run, which is all that is not done. */
	private static List<String> run(Batch batch) throws IOException {
		List<String> names = new ArrayList<>();
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			batch.run(control -> img2img::run, new BatchListener() {

				@Override
				public void ended(BatchOutcome outcome, int number, int count, double secondsLeft) {
					assertFalse(outcome.state() == BatchOutcome.State.FAILED, outcome.message());
					if (outcome.state() == BatchOutcome.State.DONE) names.add(outcome.task().name());
				}
			}, new Cancellation());
		}
		return names;
	}

	/** Runs a folder in a process of its own, which is killed while it is at the file of a number. */
	private static void kill(Path input, Path output, int number) throws IOException, InterruptedException {
		Process process = ChildJvm.of(BatchProbe.class, input, output, TestModels.get("sd15")).with("-XX:TieredStopAtLevel=1").start();
		BufferedReader begun = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		for (int i = 0; i < number; i++)
			assertTrue(begun.readLine() != null, "ended before file " + number);
		process.destroyForcibly().waitFor();
	}

	private static void assertSameOutcome(Path expected, Path actual) throws IOException {
		assertEquals(BatchFolders.files(expected), BatchFolders.files(actual));
		assertEquals(BatchFolders.lines(expected.resolve("log.csv")), BatchFolders.lines(actual.resolve("log.csv")));
	}
}
