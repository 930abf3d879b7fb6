package sc.fiji.img2img.run;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * A wish to stop, given by one thread and heeded by another.
 * <p>
 * Thread-safe. Once given, the wish stays.
 * </p>
 */
public final class Cancellation {

	private final Set<Runnable> interrupters = new LinkedHashSet<>();

	private volatile boolean cancelled;

	/** Asks for the end; interrupts what is running now. */
	public synchronized void cancel() {
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
	public synchronized void interrupt(Runnable action) {
		interrupters.add(action);
		if (cancelled) action.run();
	}

	/** Returns once the action is not running and never will again, so that what it acts on can be freed. */
	public synchronized void release(Runnable action) {
		interrupters.remove(action);
	}
}
