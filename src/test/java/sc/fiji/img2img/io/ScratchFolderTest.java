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
package sc.fiji.img2img.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;

class ScratchFolderTest {

	@TempDir
	private Path folder;

	@Test
	void nothingIsLeftOfIt() throws IOException {
		try (ScratchFolder scratch = ScratchFolder.in(folder, "x-")) {
			Files.createFile(Files.createDirectory(scratch.path().resolve("a")).resolve("b"));
			assertEquals(2, names().size());
		}
		assertEquals(Set.of(), names());
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void nobodyElseLooksIntoThoseInTheTemporaryFolder() throws IOException {
		try (ScratchFolder scratch = ScratchFolder.temporary("test")) {
			assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.path())));
		}
	}

	@Test
	void whatIsInUseIsKept() throws IOException {
		try (ScratchFolder first = ScratchFolder.in(folder, "x-"); ScratchFolder second = ScratchFolder.in(folder, "x-")) {
			ScratchFolder.sweep(folder, "x-");
			assertTrue(Files.isDirectory(first.path()));
			assertTrue(Files.isDirectory(second.path()));
		}
	}

	@Test
	void threadsDoNotSweepEachOthers() throws IOException, InterruptedException, ExecutionException {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> makers = new ArrayList<>();
			for (int i = 0; i < 4; i++)
				makers.add(threads.submit(() -> {
					for (int k = 0; k < 200; k++)
						try (ScratchFolder scratch = ScratchFolder.in(folder, "x-")) {
							assertTrue(Files.isDirectory(scratch.path()));
						}
					return null;
				}));
			for (Future<?> maker : makers)
				maker.get();
		}
		finally {
			threads.shutdown();
		}
		assertEquals(Set.of(), names());
	}

	@Test
	void whatKilledProgramsLeftIsDeletedAndNothingElse() throws IOException, InterruptedException {
		Files.createDirectories(folder.resolve("x-mine"));
		Files.writeString(Files.createDirectory(folder.resolve("x-notes")).resolve("a"), "mine, too");
		Files.writeString(folder.resolve("x-notes.lock"), "mine, too");
		Process left = ChildJvm.of(ScratchHolder.class, folder).start();
		Process running = ChildJvm.of(ScratchHolder.class, folder).start();
		Path leftFolder = path(left);
		Path runningFolder = path(running);
		left.destroyForcibly().waitFor();
		assertTrue(Files.exists(leftFolder.resolve("file")), "it had the time to delete it");
		ScratchFolder.sweep(folder, "x-");
		assertFalse(Files.exists(leftFolder));
		assertTrue(Files.exists(runningFolder.resolve("file")), "that of a program that runs");
		running.destroyForcibly().waitFor();
		ScratchFolder.sweep(folder, "x-");
		assertEquals(Set.of("x-mine", "x-notes", "x-notes.lock"), names());
	}

	@Test
	void whatEndsByItselfLeavesNothing() throws IOException, InterruptedException {
		Process process = ChildJvm.of(ScratchHolder.class, folder).start();
		assertTrue(Files.exists(path(process)));
		process.getOutputStream().close();
		assertEquals(0, process.waitFor());
		assertEquals(Set.of(), names());
	}

	private static Path path(Process process) throws IOException {
		return Path.of(new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
	}

	private Set<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
		}
	}
}
