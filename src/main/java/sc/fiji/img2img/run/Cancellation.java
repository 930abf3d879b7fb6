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
