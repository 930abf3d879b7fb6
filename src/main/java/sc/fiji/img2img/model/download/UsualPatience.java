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
package sc.fiji.img2img.model.download;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import sc.fiji.img2img.run.Cancellation;

/** The patience of users, by the clock. */
final class UsualPatience implements Patience {

	private static final int TRIES = 6;

	private static final long SILENCE = TimeUnit.SECONDS.toNanos(30);

	private static final long LOOK_SECONDS = 2;

	private static final UsualPatience INSTANCE = new UsualPatience();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
		Thread thread = new Thread(task, "Img2Img patience");
		thread.setDaemon(true);
		return thread;
	});

	private UsualPatience() {
		// NB: one for all.
	}

	static Patience get() {
		return INSTANCE;
	}

	@Override
	public int tries() {
		return TRIES;
	}

	@Override
	public void pause(int failures, long seconds, Cancellation cancellation) {
		CountDownLatch wanted = new CountDownLatch(1);
		Runnable stop = wanted::countDown;
		cancellation.interrupt(stop);
		try {
			wanted.await(Math.max(seconds, 1L << Math.min(failures, TRIES)), TimeUnit.SECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		finally {
			cancellation.release(stop);
		}
		cancellation.check();
	}

	@Override
	public Watch watch(Runnable action) {
		ClockWatch watch = new ClockWatch(action);
		watch.task = clock.scheduleWithFixedDelay(watch::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
		return watch;
	}

	private static final class ClockWatch implements Watch {

		private final Runnable action;

		private volatile long last = System.nanoTime();

		private volatile ScheduledFuture<?> task;

		private ClockWatch(Runnable action) {
			this.action = action;
		}

		@Override
		public void heard() {
			last = System.nanoTime();
		}

		@Override
		public void close() {
			task.cancel(false);
		}

		private void look() {
			if (System.nanoTime() - last > SILENCE) action.run();
		}
	}
}
