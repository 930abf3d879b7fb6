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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.img2img.run.Cancellation;

/** Waits for nothing, and takes for silence what it is told to. */
public final class NoPatience implements Patience {

	private final Set<Runnable> waiting = new LinkedHashSet<>();

	private final List<Long> pauses = new ArrayList<>();

	private boolean told;

	private boolean heard;

	/** Whoever waits now, or is the next to do so, has waited too long. */
	synchronized void silence() {
		told = waiting.isEmpty();
		Set.copyOf(waiting).forEach(Runnable::run);
	}

	/** How long servers have asked to be left alone. */
	List<Long> pauses() {
		return pauses;
	}

	/** Waits until somebody has heard something, who then has waited too long for more. */
	synchronized void silenceAfterAll() {
		try {
			while (!heard)
				wait();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		heard = false;
		Set.copyOf(waiting).forEach(Runnable::run);
	}

	@Override
	public int tries() {
		return 3;
	}

	@Override
	public void pause(int failures, long seconds, Cancellation cancellation) {
		pauses.add(seconds);
		cancellation.check();
	}

	@Override
	public synchronized Watch watch(Runnable action) {
		if (told) action.run();
		told = false;
		heard = false;
		waiting.add(action);
		return new Watch() {

			@Override
			public void heard() {
				synchronized (NoPatience.this) {
					heard = true;
					NoPatience.this.notifyAll();
				}
			}

			@Override
			public void close() {
				synchronized (NoPatience.this) {
					waiting.remove(action);
				}
			}
		};
	}
}
