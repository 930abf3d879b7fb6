package sc.fiji.img2img.run;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import sc.fiji.img2img.tensor.Tensor;

/**
 * What a run has in hand of those who wait for it: a listener that hears how it gets on, and a cancellation that says when
 * it is not wanted any more.
 * <p>
 * Immutable; as thread-safe as its listener, which hears everything on the thread that runs. Its cancellation may be
 * given on any thread.
 * </p>
 */
public final class RunControl implements RunListener {

	private final RunListener listener;

	private final Cancellation cancellation;

	private RunControl(RunListener listener, Cancellation cancellation) {
		this.listener = listener;
		this.cancellation = cancellation;
	}

	/** A control of a run that nobody listens to. */
	public static RunControl silent() {
		return of(RunListener.NONE);
	}

	/** A control with a listener, and with a new cancellation. */
	public static RunControl of(RunListener listener) {
		return of(listener, new Cancellation());
	}

	/** A control with a listener, and with a cancellation that others may share. */
	public static RunControl of(RunListener listener, Cancellation cancellation) {
		return new RunControl(listener, cancellation);
	}

	/** The same cancellation with another listener. */
	public RunControl withListener(RunListener other) {
		return of(other, cancellation);
	}

	/** The same listener with another cancellation. */
	public RunControl withCancellation(Cancellation other) {
		return of(listener, other);
	}

	/** What ends the run; handed to what has nothing to tell, and to those who are to end it. */
	public Cancellation cancellation() {
		return cancellation;
	}

	/**
	 * Returns if the run is still wanted.
	 *
	 * @throws CancellationException if it is not
	 */
	public void check() {
		cancellation.check();
	}

	@Override
	public void stage(String message) {
		listener.stage(message);
	}

	@Override
	public void note(String message) {
		listener.note(message);
	}

	@Override
	public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
		listener.step(done, total, secondsLeft, preview);
	}
}
