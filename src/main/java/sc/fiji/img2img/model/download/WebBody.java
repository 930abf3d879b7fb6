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

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

import sc.fiji.img2img.run.Cancellation;

/**
 * What a server sends, piece by piece, as it comes; whoever waits for the next piece can be woken up.
 * <p>
 * NB: Java 11's stream of an answer cannot be: a reader that waits does not notice that it was closed.
 * </p>
 */
final class WebBody implements HttpResponse.BodySubscriber<WebBody>, AutoCloseable {

	/** Takes the pieces, and says whether it wants more. */
	@FunctionalInterface
	interface Reader {

		boolean take(List<ByteBuffer> piece) throws IOException;
	}

	private static final Object END = new Object();

	/** Lists of buffers, failures, or the end. */
	private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

	private Flow.Subscription subscription;

	private boolean closed;

	@Override
	public CompletionStage<WebBody> getBody() {
		return CompletableFuture.completedFuture(this);
	}

	@Override
	public synchronized void onSubscribe(Flow.Subscription newSubscription) {
		subscription = newSubscription;
		if (closed) subscription.cancel();
		else subscription.request(1);
	}

	@Override
	public void onNext(List<ByteBuffer> piece) {
		events.add(piece);
	}

	@Override
	public void onError(Throwable failure) {
		events.add(failure);
	}

	@Override
	public void onComplete() {
		events.add(END);
	}

	/** Has the one who waits for the next piece, or waits later, fail. */
	private void fail(Throwable failure) {
		events.add(failure);
	}

	/**
	 * Hands over what comes, up to its end or until no more of it is wanted.
	 *
	 * @throws IOException if the connection broke, the server fell silent, or the reader has thrown it
	 * @throws CancellationException if it was cancelled
	 */
	void read(Patience patience, Cancellation cancellation, Reader reader) throws IOException {
		Runnable stop = () -> fail(new CancellationException("Cancelled."));
		cancellation.interrupt(stop);
		try (Patience.Watch watch = patience.watch(() -> fail(new IOException("the server has fallen silent")))) {
			List<ByteBuffer> piece;
			do {
				piece = next();
				watch.heard();
			}
			while (!piece.isEmpty() && reader.take(piece));
		}
		finally {
			cancellation.release(stop);
		}
	}

	/** The next piece; empty at the end. */
	@SuppressWarnings("unchecked")
	private List<ByteBuffer> next() throws IOException {
		Object event;
		try {
			event = events.take();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("The download was interrupted.", e);
		}
		if (event == END) {
			events.add(END);
			return List.of();
		}
		if (event instanceof CancellationException) throw (CancellationException) event;
		if (event instanceof Throwable) throw new IOException(String.valueOf(((Throwable) event).getMessage()), (Throwable) event);
		synchronized (this) {
			if (!closed) subscription.request(1);
		}
		return (List<ByteBuffer>) event;
	}

	@Override
	public synchronized void close() {
		if (!closed && subscription != null) subscription.cancel();
		closed = true;
	}
}
