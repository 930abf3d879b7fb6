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
package sc.fiji.img2img.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Notices work that takes too long: in seconds of the processor's time, so that a busy machine makes no difference, or in
 * minutes of any time where it waits for what never comes. Thread-safe.
 */
final class Watchdog {

	private static final long PROCESSOR_NANOS = 5_000_000_000L;

	private static final long WAITING_NANOS = 240_000_000_000L;

	private static final int PAUSE_MILLIS = 200;

	private static final int FRAMES = 6;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Thread watched;

	private long processorStart;

	private long start;

	private boolean working;

	private Watchdog(Thread watched) {
		this.watched = watched;
	}

	/** Watches a thread until the program ends; says where it was when it took too long. */
	static Watchdog of(Thread watched, Consumer<String> bark) {
		Watchdog watchdog = new Watchdog(watched);
		Thread thread = new Thread(() -> watchdog.watch(bark), "watchdog");
		thread.setDaemon(true);
		thread.start();
		return watchdog;
	}

	/** To be called by the watched thread when it begins some work. */
	synchronized void begin() {
		processorStart = threads.getThreadCpuTime(watched.getId());
		start = System.nanoTime();
		working = true;
	}

	/** To be called when it has ended it. */
	synchronized void end() {
		working = false;
	}

	private void watch(Consumer<String> bark) {
		try {
			while (!isTooLong())
				pause();
			bark.accept(Arrays.stream(watched.getStackTrace()).limit(FRAMES).map(StackTraceElement::toString).collect(Collectors
				.joining(" < ")));
		}
		catch (InterruptedException e) {
			// NB: nobody is watched any more.
		}
	}

	private synchronized void pause() throws InterruptedException {
		wait(PAUSE_MILLIS);
	}

	private synchronized boolean isTooLong() {
		if (!working) return false;
		return threads.getThreadCpuTime(watched.getId()) - processorStart > PROCESSOR_NANOS || System.nanoTime() -
			start > WAITING_NANOS;
	}
}
