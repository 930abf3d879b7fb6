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
	public void part(int done, int total) {
		listener.part(done, total);
	}

	@Override
	public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
		listener.step(done, total, secondsLeft, preview);
	}
}
