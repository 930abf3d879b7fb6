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
package sc.fiji.img2img.image.ij;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;

/** Whoever looks at an output sees the old file or the new one, whatever happens to the program. */
class OutputFileTest {

	private static final int LENGTH = 1 << 20;

	@TempDir
	private Path folder;

	@Test
	void writersOfOneFileAllSucceedAndReadersSeeWholeFilesOnly() throws Exception {
		Path file = folder.resolve("a.bin");
		write(file, 1);
		ExecutorService writers = Executors.newFixedThreadPool(4);
		try {
			Callable<Void> writer = () -> {
				for (int i = 0; i < 20; i++)
					write(file, i % 100 + 1);
				return null;
			};
			Future<?>[] running = { writers.submit(writer), writers.submit(writer), writers.submit(writer) };
			while (!Arrays.stream(running).allMatch(Future::isDone))
				assertWhole(file);
			for (Future<?> done : running)
				done.get();
		}
		finally {
			writers.shutdown();
		}
		assertArrayEquals(new String[] { "a.bin" }, folder.toFile().list());
	}

	/** NB: the system property img2img.kills has it done more often. */
	@Test
	@DisabledOnOs(OS.WINDOWS)
	void killedWritersLeaveTheOldFileOrTheNewOneAndNothingThatStays() throws Exception {
		Path file = folder.resolve("a.bin");
		write(file, 1);
		Random random = new Random(3);
		for (int i = 0; i < Integer.getInteger("img2img.kills", 6); i++) {
			Process process = ChildJvm.of(OutputFileTest.class, file).with("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
				"-Xshare:auto").start();
			try (BufferedReader written = new BufferedReader(new InputStreamReader(process.getInputStream(),
				StandardCharsets.US_ASCII)))
			{
				for (int line = 0; line <= random.nextInt(20); line++)
					assertEquals("written", written.readLine());
				for (int spin = random.nextInt(1 << 22); spin > 0; spin--)
					Thread.onSpinWait();
			}
			process.destroyForcibly().waitFor();
			assertWhole(file);
		}
		write(file, 1);
		assertArrayEquals(new String[] { "a.bin" }, folder.toFile().list());
	}

	@Test
	void whatKilledWritersLeftIsSweptAndWhatOthersWriteIsNot() throws IOException {
		Path left = Files.write(folder.resolve(".img2img-left.part"), new byte[3]);
		Path held = Files.write(folder.resolve(".img2img-held.part"), new byte[3]);
		Path other = Files.write(folder.resolve("x.part"), new byte[3]);
		try (FileChannel channel = FileChannel.open(held, StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
			assertTrue(lock.isValid());
			write(folder.resolve("a.bin"), 1);
			assertTrue(Files.exists(held) && Files.exists(other) && !Files.exists(left));
		}
		write(folder.resolve("a.bin"), 1);
		assertTrue(!Files.exists(held) && Files.exists(other));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void linksStayAndLeadToTheNewFile() throws IOException {
		Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
		Path file = Files.write(elsewhere.resolve("real.bin"), new byte[1]);
		Path link = Files.createSymbolicLink(folder.resolve("link.bin"), Path.of("elsewhere", "real.bin"));
		Path second = Files.createSymbolicLink(folder.resolve("second.bin"), link);
		Path dangling = Files.createSymbolicLink(folder.resolve("dangling.bin"), Path.of("elsewhere", "new.bin"));
		write(second, 1);
		write(dangling, 1);
		assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second) && Files.isSymbolicLink(dangling));
		assertEquals(LENGTH, Files.size(file));
		assertEquals(LENGTH, Files.size(elsewhere.resolve("new.bin")));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void linksThatLeadNowhereAreNamedBeforeTheRun() throws IOException {
		Path circle = Files.createSymbolicLink(folder.resolve("circle.tif"), Path.of("circle.tif"));
		String message = assertThrows(IOException.class, () -> ImageFiles.checkTarget(circle)).getMessage();
		assertTrue(message.contains("circle.tif is a symbolic link that leads in a circle"), message);
		Path lost = Files.createSymbolicLink(folder.resolve("lost.tif"), Path.of("none", "a.tif"));
		message = assertThrows(IOException.class, () -> ImageFiles.checkTarget(lost)).getMessage();
		assertTrue(message.contains("There is no folder " + folder.resolve("none")), message);
	}

	@Test
	void aFileThatCannotBeReplacedIsNamedAndNothingIsLeft() throws IOException {
		Path file = Files.createDirectory(folder.resolve("a.bin"));
		Files.createFile(file.resolve("inside"));
		String message = assertThrows(IOException.class, () -> write(file, 1)).getMessage();
		assertTrue(message.contains("a.bin cannot be written"), message);
		assertArrayEquals(new String[] { "a.bin" }, folder.toFile().list());
	}

	/** Writes a file for ever, and says so each time. */
	public static void main(String... arguments) throws IOException {
		for (int i = 0;; i++) {
			write(Path.of(arguments[0]), i % 100 + 1);
			System.out.println("written");
			// NB: the killer may have stopped listening.
			if (System.out.checkError()) i++;
		}
	}

	private static void write(Path file, int content) throws IOException {
		byte[] bytes = new byte[LENGTH];
		Arrays.fill(bytes, (byte) content);
		ImageFiles.write(bytes, file);
	}

	private static void assertWhole(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		assertEquals(LENGTH, bytes.length);
		assertEquals(1, IntStream.range(0, LENGTH).mapToObj(i -> bytes[i]).collect(Collectors.toSet()).size());
	}
}
