package sc.fiji.img2img.onnx;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wish to stop, given by one thread and heeded by another.
 * <p>
 * Thread-safe. Once given, the wish stays.
 * </p>
 */
public final class Cancellation {

	private final Set<Runnable> interrupters = ConcurrentHashMap.newKeySet();

	private volatile boolean cancelled;

	/** Asks for the end; interrupts what is running now. */
	public void cancel() {
		cancelled = true;
		interrupters.forEach(Runnable::run);
	}

	/** Whether the end was asked for. */
	public boolean isCancelled() {
		return cancelled;
	}

	/**
	 * Returns if all is well.
	 *
	 * @throws CancellationException if the end was asked for
	 */
	public void check() {
		if (cancelled) throw new CancellationException("Cancelled.");
	}

	/** Has the action run as soon as the end is asked for, at once if it was already; until {@link #release}. */
	void interrupt(Runnable action) {
		interrupters.add(action);
		if (cancelled) action.run();
	}

	void release(Runnable action) {
		interrupters.remove(action);
	}
}
