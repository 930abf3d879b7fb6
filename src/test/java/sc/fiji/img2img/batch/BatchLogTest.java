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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log has each line once and whole, whoever wrote it and however they ended. */
class BatchLogTest {

	private static final String HEADER = "name,seconds";

	@TempDir
	private Path folder;

	private Path file;

	@BeforeEach
	void place() {
		file = folder.resolve("log.csv");
	}

	@Test
	void aLineIsThereOnceWhateverItsLastValue() throws IOException {
		BatchLog log = BatchLog.open(file, HEADER);
		log.add("a", "1.5");
		log.add("a", "");
		BatchLog.open(file, HEADER).add("a", "2");
		BatchLog.open(file, HEADER).add("b", "2");
		assertEquals(List.of(HEADER, "a,1.5", "b,2"), Files.readAllLines(file));
	}

	@Test
	void whatAKilledProgramLeftOfALineIsRemoved() throws IOException {
		BatchLog.open(file, HEADER).add("a", "1");
		Files.writeString(file, "b,1\nhalf of a li", StandardOpenOption.APPEND);
		BatchLog.open(file, HEADER).add("c", "1");
		assertEquals(List.of(HEADER, "a,1", "b,1", "c,1"), Files.readAllLines(file));
	}

	@Test
	void halfAFirstLineIsMadeWhole() throws IOException {
		Files.writeString(file, "name,se");
		BatchLog.open(file, HEADER).add("a", "1");
		assertEquals(List.of(HEADER, "a,1"), Files.readAllLines(file));
	}

	@Test
	void otherFilesAreLeftAsTheyAre() throws IOException {
		for (String text : List.of("name,other\na,1\n", "half of a li", "name,seconds,more\n")) {
			Files.writeString(file, text);
			String message = assertThrows(IOException.class, () -> BatchLog.open(file, HEADER)).getMessage();
			assertTrue(message.contains(file.toString()), message);
			assertEquals(text, Files.readString(file));
		}
	}

	@Test
	void severalMayWriteAtTheSameTime() throws IOException, InterruptedException, ExecutionException {
		ExecutorService writers = Executors.newFixedThreadPool(4);
		List<Future<Void>> ends = new ArrayList<>();
		for (int writer = 0; writer < 4; writer++) {
			int own = writer;
			Callable<Void> task = () -> {
				BatchLog log = BatchLog.open(file, HEADER);
				for (int i = 0; i < 25; i++) {
					log.add("own" + own + "-" + i, "1");
					log.add("common" + i, Integer.toString(own));
				}
				return null;
			};
			ends.add(writers.submit(task));
		}
		for (Future<Void> end : ends)
			end.get();
		writers.shutdown();
		assertEquals(1 + 4 * 25 + 25, BatchFolders.lines(file).size());
	}
}
