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

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Work that goes on on a thread of its own, while whoever wants its result does something else.
 * <p>
 * It does not keep the program from ending. Thread-safe.
 * </p>
 */
public final class Ahead<T> {

	private final CompletableFuture<T> result = new CompletableFuture<>();

	private Ahead() {
		// NB: begun below.
	}

	/**
	 * Begins.
	 *
	 * @param thread the name of its thread
	 * @param work hears of nobody that its result is not wanted any more, unless it has a cancellation itself
	 */
	public static <T> Ahead<T> begin(String thread, Callable<T> work) {
		Ahead<T> ahead = new Ahead<>();
		Thread worker = new Thread(() -> ahead.run(work), thread);
		worker.setDaemon(true);
		worker.start();
		return ahead;
	}

	/** What is done already. */
	public static <T> Ahead<T> done(T result) {
		Ahead<T> ahead = new Ahead<>();
		ahead.result.complete(result);
		return ahead;
	}

	/**
	 * The result, once it is there.
	 *
	 * @param cancellation ends the waiting, not the work
	 * @throws IOException what went wrong; so with unchecked exceptions and errors
	 * @throws java.util.concurrent.CancellationException as soon as it is cancelled
	 */
	public T get(Cancellation cancellation) throws IOException {
		await(cancellation);
		try {
			return result.join();
		}
		catch (CompletionException e) {
			Throwable fault = e.getCause();
			if (fault instanceof IOException) throw (IOException) fault;
			if (fault instanceof RuntimeException) throw (RuntimeException) fault;
			if (fault instanceof Error) throw (Error) fault;
			throw new IllegalStateException(fault);
		}
	}

	/** Returns once the work has ended, whatever came of it; throws as {@link #get} if the waiting is cancelled. */
	public void await(Cancellation cancellation) {
		CompletableFuture<Void> end = new CompletableFuture<>();
		Runnable waker = () -> end.complete(null);
		result.whenComplete((value, fault) -> waker.run());
		cancellation.interrupt(waker);
		try {
			end.join();
		}
		finally {
			cancellation.release(waker);
		}
		cancellation.check();
	}

	/** Whether it has ended, whatever came of it. */
	public boolean isDone() {
		return result.isDone();
	}

	/** Whether it has ended, and with a fault that {@link #get} throws. */
	public boolean hasFailed() {
		return result.isCompletedExceptionally();
	}

	private void run(Callable<T> work) {
		try {
			result.complete(work.call());
		}
		catch (Throwable fault) {
			// NB: whoever asks for the result hears of it, whatever it is.
			result.completeExceptionally(fault);
		}
	}
}
