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
package sc.fiji.img2img;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;

/**
 * Has the runs of a model follow each other in the order in which they came, whatever thread they come from, and ends the
 * one that is running when the model is closed.
 * <p>
 * Thread-safe.
 * </p>
 */
final class Turns {

	private final String model;

	/** The one that is running, and those that wait behind it. */
	private final Deque<Turn> turns = new ArrayDeque<>();

	private boolean closed;

	/** @param model what messages call it */
	Turns(String model) {
		this.model = model;
	}

	/**
	 * Does something when all that came before is done.
	 *
	 * @param control ends the waiting, too
	 * @throws CancellationException if it was cancelled, or the model was closed meanwhile
	 * @throws IllegalStateException if the model was closed before, or this is part of something that has its turn
	 */
	<T> T take(Action<T> action, RunControl control) throws IOException {
		Turn turn = join();
		Cancellation cancellation = control.cancellation();
		Runnable interrupter = () -> interrupt(turn);
		try {
			if (!isFirst(turn)) control.stage("Waiting for the run before");
			cancellation.interrupt(interrupter);
			await(turn);
			return action.run(control.withCancellation(turn.cancellation));
		}
		catch (CancellationException e) {
			if (cancellation.isCancelled() || !isClosed()) throw e;
			throw new CancellationException("The model " + model + " was closed before the run was done.");
		}
		finally {
			cancellation.release(interrupter);
			leave(turn);
		}
	}

	/**
	 * Ends what is running and refuses what comes; returns when that has ended.
	 *
	 * @return false if the caller is part of what is running, which goes on until it heeds its end
	 */
	synchronized boolean close() {
		closed = true;
		turns.forEach(turn -> turn.cancellation.cancel());
		notifyAll();
		boolean interrupted = false;
		while (!turns.isEmpty() && turns.stream().noneMatch(turn -> turn.thread == Thread.currentThread())) {
			try {
				wait();
			}
			catch (InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) Thread.currentThread().interrupt();
		return turns.isEmpty();
	}

	synchronized boolean isClosed() {
		return closed;
	}

	// -- Helper methods --

	private synchronized Turn join() {
		if (closed) throw new IllegalStateException("The model " + model + " was closed; open it again.");
		for (Turn turn : turns)
			if (turn.thread == Thread.currentThread()) throw new IllegalStateException("A run of the model " + model +
				" cannot begin within another one.");
		Turn turn = new Turn();
		turns.add(turn);
		return turn;
	}

	private synchronized boolean isFirst(Turn turn) {
		return turns.peek() == turn;
	}

	private synchronized void await(Turn turn) {
		while (turns.peek() != turn && !turn.cancellation.isCancelled()) {
			try {
				wait();
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				turn.cancellation.cancel();
			}
		}
		turn.cancellation.check();
	}

	private void interrupt(Turn turn) {
		turn.cancellation.cancel();
		synchronized (this) {
			notifyAll();
		}
	}

	private synchronized void leave(Turn turn) {
		turns.remove(turn);
		notifyAll();
	}

	/** What is done in a turn. */
	@FunctionalInterface
	interface Action<T> {

		/** @param control ends it early, also when the model is closed */
		T run(RunControl control) throws IOException;
	}

	/** A place in the row. */
	private static final class Turn {

		private final Thread thread = Thread.currentThread();

		private final Cancellation cancellation = new Cancellation();
	}
}
