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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ColorProcessor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** Several threads with one model. */
@Tag("slow")
class ConcurrentRunsTest {

	private static final String[] LORAS = { "", "concept.kohya:0.8", "style.kohya", "concept.kohya:0.3;style.kohya:0.5" };

	/** Steps that would take minutes. */
	private static final Img2ImgSettings LONG = Runs.SHORT.with(Img2ImgSettings.STEPS, 1000).with(Img2ImgSettings.STRENGTH,
		1.0).with(Img2ImgSettings.SCHEDULER, SchedulerName.of("Euler"));

	private Img2Img img2img;

	private ExecutorService threads;

	@BeforeEach
	void open() throws IOException {
		img2img = Img2Img.open(TestModels.get("sd15"));
		threads = Executors.newCachedThreadPool();
	}

	@AfterEach
	void close() {
		threads.shutdownNow();
		img2img.close();
	}

	@Test
	void eachOfManyThreadsGetsItsOwnPixels() throws Exception {
		List<int[]> expected = new ArrayList<>();
		for (int kind = 0; kind < LORAS.length; kind++)
			expected.add(pixels(kind));
		CountDownLatch start = new CountDownLatch(1);
		List<Future<int[]>> results = new ArrayList<>();
		for (int i = 0; i < 24; i++) {
			int kind = i % LORAS.length;
			results.add(threads.submit(() -> {
				start.await();
				return pixels(kind);
			}));
		}
		start.countDown();
		for (int i = 0; i < results.size(); i++)
			assertArrayEquals(expected.get(i % LORAS.length), results.get(i).get(), "run " + i);
	}

	@Test
	void aWaitingRunSaysSoAndCanBeCancelled() throws Exception {
		Heard first = new Heard(null);
		Cancellation cancelFirst = new Cancellation();
		Future<?> running = threads.submit(() -> Runs.of(img2img, LONG, RunControl.of(first, cancelFirst)));
		first.step.await();
		Heard second = new Heard("Waiting for the run before");
		Cancellation cancelSecond = new Cancellation();
		Future<?> waiting = threads.submit(() -> Runs.of(img2img, Runs.SHORT, RunControl.of(second, cancelSecond)));
		second.stage.await();
		cancelSecond.cancel();
		assertEquals("Cancelled.", cancelled(waiting));
		assertFalse(running.isDone());
		cancelFirst.cancel();
		assertEquals("Cancelled.", cancelled(running));
		Runs.bits(img2img);
	}

	@Test
	void closingEndsTheRunAndThoseThatWait() throws Exception {
		Heard first = new Heard(null);
		Future<?> running = threads.submit(() -> Runs.of(img2img, LONG, RunControl.of(first)));
		first.step.await();
		Heard second = new Heard("Waiting for the run before");
		Future<?> waiting = threads.submit(() -> Runs.of(img2img, Runs.SHORT, RunControl.of(second)));
		second.stage.await();
		img2img.close();
		String sentence = "The model " + img2img.model() + " (Stable Diffusion) was closed before the run was done.";
		assertEquals(sentence, cancelled(running));
		assertEquals(sentence, cancelled(waiting));
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> Runs.bits(img2img));
		assertEquals("The model " + img2img.model() + " (Stable Diffusion) was closed; open it again.", e.getMessage());
		img2img.close();
	}

	@Test
	void aRunMayCloseItsModelItself() {
		RunListener closing = new RunListener() {

			@Override
			public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
				img2img.close();
			}
		};
		assertThrows(CancellationException.class, () -> Runs.of(img2img, LONG, RunControl.of(closing)));
		assertThrows(IllegalStateException.class, () -> Runs.bits(img2img));
	}

	@Test
	void aRunWithinARunIsRefused() throws IOException {
		List<String> refused = new ArrayList<>();
		RunListener nested = new RunListener() {

			@Override
			public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
				refused.add(assertThrows(IllegalStateException.class, () -> Runs.bits(img2img)).getMessage());
			}
		};
		Runs.of(img2img, Runs.SHORT, RunControl.of(nested));
		assertTrue(refused.get(0).endsWith("cannot begin within another one."), refused.toString());
	}

	private int[] pixels(int kind) throws IOException {
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.LORA, LORAS[kind]).with(Img2ImgSettings.PROMPT, "a " + kind)
			.with(Img2ImgSettings.SEED, (long) kind);
		return (int[]) ((ColorProcessor) Runs.of(img2img, TestImages.rgb(64, 64 + 64 * (kind % 2)), settings)).getPixels();
	}

	private static String cancelled(Future<?> run) {
		ExecutionException e = assertThrows(ExecutionException.class, run::get);
		return assertThrows(CancellationException.class, () -> {
			throw e.getCause();
		}).getMessage();
	}

	/** Tells that a step is done, or that a stage began. */
	private static final class Heard implements RunListener {

		private final CountDownLatch step = new CountDownLatch(1);

		private final CountDownLatch stage = new CountDownLatch(1);

		private final String awaited;

		private Heard(String awaited) {
			this.awaited = awaited;
		}

		@Override
		public void stage(String message) {
			if (message.equals(awaited)) stage.countDown();
		}

		@Override
		public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
			step.countDown();
		}
	}
}
