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
