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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, folders and patterns mean what users expect, and what becomes of them has the names that they expect. */
class BatchTasksTest {

	@TempDir
	private Path folder;

	@Test
	void foldersAndPatternsMeanTheSameFilesByTheSameNames() throws IOException {
		make("in/a.tif", "in/b.png", "in/sub/c.tif", "in/sub/deep/d.tif", "in/notes.txt", "in/.hidden.tif", "in/.hidden/e.tif");
		assertEquals(List.of("a.tif", "b.png", "sub/c.tif", "sub/deep/d.tif"), names("in"));
		assertEquals(List.of("a.tif", "sub/c.tif", "sub/deep/d.tif"), names("in/**/*.tif"));
		assertEquals(List.of("a.tif"), names("in/*.tif"));
		assertEquals(List.of("sub/c.tif"), names("in/*/?.tif"));
		assertEquals(List.of("a.tif", "b.png"), names("in/{a,b}.*"));
		assertEquals(List.of("a.tif"), names("in/a.tif"));
		assertEquals(List.of("a.tif", "b.png"), names("in/a.tif", "in/b.png", "in/*.tif"));
	}

	@Test
	void bracketsMayBePartOfAName() throws IOException {
		make("in/a[1].tif");
		assertEquals(List.of("a[1].tif"), names("in/a[1].tif"));
	}

	@Test
	void resultsAndMasksWithinTheInputAreNoInputs() throws IOException {
		make("in/a.tif", "in/out/a.tif", "in/masks/a.png");
		BatchTasks tasks = BatchTasks.of(List.of(path("in")), folder.resolve("in/out"), folder.resolve("in/masks"));
		assertEquals(List.of("a.tif"), tasks.all().stream().map(BatchTask::name).collect(Collectors.toList()));
		assertEquals(folder.resolve("in/masks/a.png"), tasks.all().get(0).mask().get());
	}

	@Test
	void formatsThatAreNotWrittenBecomeTiff() throws IOException {
		make("in/a.png", "in/b.BMP", "in/c.gif", "in/d.bmp", "in/d.gif", "in/e.JPG", "in/f.bmp", "in/f.tif");
		assertEquals(List.of("a.png", "b.tif", "c.tif", "d.bmp.tif", "d.gif.tif", "e.JPG", "f.bmp.tif", "f.tif"), tasks("in")
			.stream().map(BatchTask::outputName).collect(Collectors.toList()));
	}

	@Test
	void otherFilesInFoldersAreCounted() throws IOException {
		make("in/a.png", "in/notes.txt", "in/b.czi");
		assertEquals(2, BatchTasks.of(List.of(path("in")), folder.resolve("out"), null).leftOut().size());
	}

	@Test
	void whatMeansNothingIsRefused() throws IOException {
		make("in/notes.txt");
		assertRefused("There is no file or folder", "missing");
		assertRefused("There is no image in the folder", "in");
		assertRefused("There is no file like", "in/*.tif");
		assertRefused("There is no folder", "missing/*.tif");
		assertRefused("a bracket is open", "in/{a");
	}

	@Test
	void resultsReplaceNeitherInputsNorEachOther() throws IOException {
		make("in/a.png", "other/a.png", "in/b.bmp", "in/b.tif");
		assertRefused("would have the same name", "in", "other");
		String message = assertThrows(IllegalArgumentException.class, () -> BatchTasks.of(List.of(path("in/a.png")), folder
			.resolve("in"), null)).getMessage();
		assertTrue(message.contains("would replace the input"), message);
	}

	@Test
	void masksMustBeThereOnce() throws IOException {
		make("in/a.tif", "in/sub/b.tif", "in/c.tif", "masks/a.png", "masks/sub/b.jpg", "masks/c.png", "masks/c.tif",
			"masks/c.txt");
		List<BatchTask> tasks = BatchTasks.of(List.of(path("in")), folder.resolve("out"), folder.resolve("masks")).all();
		assertEquals(folder.resolve("masks/a.png"), tasks.get(0).mask().get());
		assertEquals(folder.resolve("masks/sub/b.jpg"), tasks.get(2).mask().get());
		assertTrue(assertThrows(IOException.class, () -> tasks.get(1).mask()).getMessage().contains("several masks"));
	}

	@Test
	void sharesAreAllTogetherEverythingOnce() {
		List<Integer> all = IntStream.range(0, 20).boxed().collect(Collectors.toList());
		List<Integer> together = new ArrayList<>();
		for (int i = 1; i <= 7; i++)
			together.addAll(Shard.parse(i + "/7").of(all));
		together.sort(null);
		assertEquals(all, together);
		assertEquals(all, Shard.WHOLE.of(all));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "0/3", "4/3", "a/b", "1/2/3", "-1/3", "1/99999999999" })
	void whatIsNoShareIsRefused(String text) {
		String message = assertThrows(IllegalArgumentException.class, () -> Shard.parse(text)).getMessage();
		assertTrue(message.contains("1/8 to 8/8"), message);
	}

	// -- Helper methods --

	private void make(String... names) throws IOException {
		for (String name : names) {
			Path file = folder.resolve(name);
			Files.createDirectories(file.getParent());
			Files.createFile(file);
		}
	}

	private String path(String name) {
		return folder + "/" + name;
	}

	private List<BatchTask> tasks(String... inputs) throws IOException {
		List<String> paths = new ArrayList<>();
		for (String input : inputs)
			paths.add(path(input));
		return BatchTasks.of(paths, folder.resolve("out"), null).all();
	}

	private List<String> names(String... inputs) throws IOException {
		return tasks(inputs).stream().map(BatchTask::name).collect(Collectors.toList());
	}

	private void assertRefused(String part, String... inputs) {
		String message = assertThrows(IllegalArgumentException.class, () -> tasks(inputs)).getMessage();
		assertTrue(message.contains(part), message);
	}
}
