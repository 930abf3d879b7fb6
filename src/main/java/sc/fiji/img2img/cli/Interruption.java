package sc.fiji.img2img.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import sc.fiji.img2img.run.Cancellation;

/**
 * Cancels what is running when the user ends the program (Ctrl-C), and lets it clean up before the JVM goes.
 * <p>
 * In force until it is closed.
 * </p>
 */
final class Interruption implements AutoCloseable {

	/** Nothing that is cancelled takes longer, unless it hangs. */
	private static final int SECONDS = 10;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Thread hook;

	private Interruption(Cancellation cancellation) {
		hook = new Thread(() -> {
			cancellation.cancel();
			awaitEnd();
		});
	}

	/** Has an interruption of the program cancel something. */
	static Interruption cancels(Cancellation cancellation) {
		Interruption interruption = new Interruption(cancellation);
		Runtime.getRuntime().addShutdownHook(interruption.hook);
		return interruption;
	}

	@Override
	public void close() {
		ended.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException e) {
			// NB: the JVM is on its way down already, which is what the hook was for.
		}
	}

	private void awaitEnd() {
		try {
			ended.await(SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
