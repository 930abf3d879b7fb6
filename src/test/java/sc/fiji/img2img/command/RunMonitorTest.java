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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.IJ;

import java.awt.event.KeyEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.tensor.Tensor;

/** Users see how runs get on, and can end them. */
class RunMonitorTest {

	private final List<String> heard = new ArrayList<>();

	@AfterEach
	void releaseKeys() {
		IJ.resetEscape();
	}

	@Test
	void everyPlaceHearsOfStepsAndOfTheEnd() {
		try (RunMonitor monitor = new RunMonitor(recorder("a"))) {
			monitor.add(recorder("b"));
			monitor.stage("Encoding");
			monitor.step(1, 2, 0, () -> Tensor.of(new float[3], 1, 3, 1, 1));
			monitor.step(2, 2, 7.4, () -> Tensor.of(new float[3], 1, 3, 1, 1));
		}
		List<String> expected = new ArrayList<>();
		for (String message : List.of("Encoding", "step 1 of 2", "1/2", "3", "step 2 of 2, 7 s left", "2/2", "3", "end"))
			expected.add(message);
		for (String name : List.of("a", "b")) {
			List<String> own = new ArrayList<>();
			heard.stream().filter(line -> line.startsWith(name)).forEach(line -> own.add(line.substring(2)));
			assertEquals(expected, own);
		}
	}

	@Test
	void partsAreToldOfWhatTheyArePartsOf() {
		try (RunMonitor monitor = new RunMonitor(recorder("a"))) {
			monitor.stage("Encoding");
			monitor.part(1, 12);
			monitor.step(3, 15, 748, () -> Tensor.of(new float[3], 1, 3, 1, 1));
			monitor.part(12, 12);
		}
		assertEquals(List.of("a Encoding", "a Encoding, part 1 of 12", "a step 3 of 15, 12 min left", "a 3/15", "a 3",
			"a step 3 of 15, 12 min left, part 12 of 12", "a end"), heard);
	}

	@Test
	void notesAreShownAndKeptInTheLog() {
		PrintStream before = System.out;
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
		try (RunMonitor monitor = new RunMonitor(recorder("a"))) {
			monitor.note("Continuing on the CPU");
		}
		finally {
			System.setOut(before);
		}
		assertEquals(List.of("a Continuing on the CPU", "a end"), heard);
		assertEquals("Img2Img: Continuing on the CPU", log.toString(StandardCharsets.UTF_8).trim());
	}

	@Test
	void escapeCancels() throws InterruptedException {
		Looks looks = new Looks();
		try (RunMonitor monitor = new RunMonitor(looks, new ImageJProgress())) {
			looks.await(2);
			monitor.cancellation().check();
			IJ.setKeyDown(KeyEvent.VK_ESCAPE);
			looks.await(100);
			assertThrows(CancellationException.class, () -> monitor.cancellation().check());
		}
	}

	@Test
	void escapeOfAnEarlierRunDoesNotCancel() throws InterruptedException {
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		Looks looks = new Looks();
		try (RunMonitor monitor = new RunMonitor(looks, new ImageJProgress())) {
			looks.await(2);
			monitor.cancellation().check();
		}
	}

	@Test
	void nobodyWatchesAfterTheEnd() throws InterruptedException {
		Looks looks = new Looks();
		RunMonitor monitor = new RunMonitor(looks, new ImageJProgress());
		looks.await(1);
		monitor.close();
		looks.watcher.join();
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		monitor.cancellation().check();
	}

	/** Hears how often it is asked whether to stop, and by which thread. */
	private static final class Looks implements Progress {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final AtomicInteger looks = new AtomicInteger();

		private volatile Thread watcher;

		/** Waits until the watcher has looked so often, at what comes after this one at least once less, or has ended. */
		private void await(int times) throws InterruptedException {
			begun.await();
			while (looks.get() < times && watcher.isAlive())
				watcher.join(1);
		}

		@Override
		public boolean wantsStop() {
			watcher = Thread.currentThread();
			looks.incrementAndGet();
			begun.countDown();
			return false;
		}

		@Override
		public void end() {}
	}

	private Progress recorder(String name) {
		return new Progress() {

			@Override
			public void say(String message) {
				heard.add(name + " " + message);
			}

			@Override
			public void show(int done, int total) {
				heard.add(name + " " + done + "/" + total);
			}

			@Override
			public void look(Supplier<Tensor> preview) {
				heard.add(name + " " + preview.get().data().length);
			}

			@Override
			public void end() {
				heard.add(name + " end");
			}
		};
	}
}
