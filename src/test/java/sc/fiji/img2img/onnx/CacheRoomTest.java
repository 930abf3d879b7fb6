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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.io.FileTree;

/** Room for a prepared graph is made by deleting the oldest ones, but not in vain. */
class CacheRoomTest {

	private static final int GRAPHS = 3;

	private static final int BYTES = 100;

	private static final long LIMIT = 1000;

	@TempDir
	private Path folder;

	@BeforeEach
	void keepSome() throws IOException {
		for (int i = 0; i < GRAPHS; i++) {
			Path graph = Files.createDirectory(path(i));
			Files.write(graph.resolve(PreparedGraph.WEIGHTS), new byte[BYTES]);
			Files.setLastModifiedTime(graph, FileTime.fromMillis(1000L * i));
		}
	}

	@Test
	void nothingGoesWhereThereIsRoom() throws IOException {
		assertTrue(PreparedGraphs.in(folder, LIMIT, disk(10 * LIMIT)).makeRoom(BYTES));
		assertKept(0, 1, 2);
	}

	@Test
	void theOldestGoWhereTheLimitIsReached() throws IOException {
		assertTrue(PreparedGraphs.in(folder, 3 * BYTES, disk(10 * LIMIT)).makeRoom(BYTES));
		assertKept(1, 2);
	}

	@Test
	void theOldestGoWhereTheDiskIsFull() throws IOException {
		assertTrue(PreparedGraphs.in(folder, LIMIT, disk(4 * BYTES)).makeRoom(3 * BYTES / 2));
		assertKept(0, 1, 2);
		assertTrue(PreparedGraphs.in(folder, LIMIT, disk(4 * BYTES)).makeRoom(5 * BYTES / 2));
		assertKept(2);
	}

	@Test
	void nothingGoesWhereAllOfThemWouldNotBeEnough() throws IOException {
		assertFalse(PreparedGraphs.in(folder, LIMIT, disk(4 * BYTES)).makeRoom(4 * BYTES));
		assertFalse(PreparedGraphs.in(folder, LIMIT, disk(10 * LIMIT)).makeRoom(LIMIT + 1));
		assertKept(0, 1, 2);
	}

	/** A disk with so many bytes left while all graphs are there. */
	private PreparedGraphs.Disk disk(long usable) {
		return folder -> usable + (long) GRAPHS * BYTES - FileTree.bytes(folder);
	}

	private void assertKept(int... graphs) throws IOException {
		try (Stream<Path> kept = Files.list(folder)) {
			assertEquals(IntStream.of(graphs).mapToObj(this::path).collect(Collectors.toList()), kept.sorted().collect(Collectors
				.toList()));
		}
	}

	private Path path(int graph) {
		return folder.resolve(String.valueOf(graph).repeat(64));
	}
}
