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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** A run that is cancelled stops where it is, and the model is as good as before. */
@Tag("slow")
class CancellationTest {

	private static Img2Img img2img;

	private static int[] expected;

	@BeforeAll
	static void open() throws IOException {
		img2img = Img2Img.open(TestModels.get("sd15"));
		expected = Runs.bits(img2img);
	}

	@AfterAll
	static void close() {
		img2img.close();
	}

	@Test
	void anotherThreadEndsARunWithStepsOutstanding() throws Exception {
		Cancellation cancellation = new Cancellation();
		CountDownLatch running = new CountDownLatch(1);
		Thread canceller = new Thread(() -> {
			try {
				running.await();
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			cancellation.cancel();
		});
		canceller.start();
		Steps steps = new Steps(running::countDown);
		// NB: the steps that remain would take minutes.
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.STEPS, 1000).with(Img2ImgSettings.STRENGTH, 1.0).with(
			Img2ImgSettings.SCHEDULER, SchedulerName.of("Euler"));
		assertThrows(CancellationException.class, () -> Runs.of(img2img, settings, RunControl.of(steps, cancellation)));
		canceller.join();
		assertTrue(steps.done >= 1 && steps.done < 1000, steps.done + " steps");
		assertArrayEquals(expected, Runs.bits(img2img));
	}

	@Test
	void aStepIsTheLastOneOnceItIsCancelled() throws IOException {
		Cancellation cancellation = new Cancellation();
		Steps steps = new Steps(cancellation::cancel);
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.STEPS, 50);
		assertThrows(CancellationException.class, () -> Runs.of(img2img, settings, RunControl.of(steps, cancellation)));
		assertEquals(1, steps.done);
		assertArrayEquals(expected, Runs.bits(img2img));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Loading the text encoder", "Loading the UNet", "Encoding the prompt", "Encoding the image",
		"Decoding the image" })
	void everyStageCanBeCancelled(String stage) throws IOException {
		// NB: what was loaded and encoded once is not loaded and encoded again.
		try (Img2Img fresh = Img2Img.open(TestModels.get("sd15"))) {
			Cancellation cancellation = new Cancellation();
			assertThrows(CancellationException.class, () -> Runs.of(fresh, Runs.SHORT, RunControl.of(at(stage,
				cancellation), cancellation)));
			assertTrue(cancellation.isCancelled());
			assertArrayEquals(expected, Runs.bits(fresh));
		}
	}

	@Test
	void theLastMomentIsNotTooLate() {
		Cancellation cancellation = new Cancellation();
		RunListener atLastStep = new RunListener() {

			@Override
			public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
				if (done == total) cancellation.cancel();
			}
		};
		assertThrows(CancellationException.class, () -> Runs.of(img2img, Runs.SHORT, RunControl.of(atLastStep, cancellation)));
	}

	@Test
	void aRunThatWasCancelledBeforeDoesNothing() {
		Cancellation cancellation = new Cancellation();
		cancellation.cancel();
		List<String> heard = new ArrayList<>();
		RunListener listener = new RunListener() {

			@Override
			public void stage(String message) {
				heard.add(message);
			}
		};
		for (double strength : new double[] { 0, 0.5 })
			assertThrows(CancellationException.class, () -> Runs.of(img2img, Runs.SHORT.with(Img2ImgSettings.STRENGTH,
				strength), RunControl.of(listener, cancellation)));
		assertThrows(CancellationException.class, () -> Img2Img.open(TestModels.get("sd15"), Devices.AUTO, RunControl.of(listener,
			cancellation)));
		assertEquals(List.of(), heard);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Reading the text encoder", "Loading the VAE", "Reading the UNet" })
	void openingCanBeCancelled(String stage) {
		Cancellation cancellation = new Cancellation();
		assertThrows(CancellationException.class, () -> Img2Img.open(TestModels.get("sd15"), Devices.AUTO, RunControl.of(at(
			stage, cancellation), cancellation)));
	}

	private static RunListener at(String stage, Cancellation cancellation) {
		return new RunListener() {

			@Override
			public void stage(String message) {
				if (message.equals(stage)) cancellation.cancel();
			}
		};
	}

	/** Counts the steps, and acts after the first. */
	private static final class Steps implements RunListener {

		private final Runnable afterFirst;

		private int done;

		private Steps(Runnable afterFirst) {
			this.afterFirst = afterFirst;
		}

		@Override
		public void step(int made, int total, double secondsLeft, Supplier<Tensor> preview) {
			if (done == 0) afterFirst.run();
			done = made;
		}
	}
}
