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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

/** Work on another thread gives its result or its fault to whoever asks, and nobody waits for it against his will. */
class AheadTest {

	private final CountDownLatch gate = new CountDownLatch(1);

	@Test
	void theResultIsThereWhenTheWorkIsDone() throws IOException {
		Thread caller = Thread.currentThread();
		Ahead<Thread> ahead = Ahead.begin("Img2Img test", () -> {
			gate.await();
			return Thread.currentThread();
		});
		assertFalse(ahead.isDone());
		gate.countDown();
		Thread worker = ahead.get(new Cancellation());
		assertFalse(worker.equals(caller));
		assertEquals("Img2Img test", worker.getName());
		assertTrue(worker.isDaemon());
		assertTrue(ahead.isDone());
		assertFalse(ahead.hasFailed());
	}

	@Test
	void whatGoesWrongIsThrownAsItIs() {
		for (Throwable fault : new Throwable[] { new IOException("a"), new IllegalArgumentException("b"), new OutOfMemoryError(
			"c"), new CancellationException("d") })
		{
			Ahead<String> ahead = Ahead.begin("Img2Img test", () -> {
				if (fault instanceof Error) throw (Error) fault;
				throw (Exception) fault;
			});
			assertSame(fault, assertThrows(fault.getClass(), () -> ahead.get(new Cancellation())));
			assertTrue(ahead.hasFailed());
			ahead.await(new Cancellation());
		}
	}

	@Test
	void waitingEndsWhenItIsCancelledAndTheWorkGoesOn() throws IOException {
		Ahead<String> ahead = Ahead.begin("Img2Img test", () -> {
			gate.await();
			return "done";
		});
		Cancellation cancellation = new Cancellation();
		new Thread(cancellation::cancel).start();
		assertThrows(CancellationException.class, () -> ahead.get(cancellation));
		assertFalse(ahead.isDone());
		gate.countDown();
		assertEquals("done", ahead.get(new Cancellation()));
	}

	@Test
	void whatIsDoneNeedsNoThread() throws IOException {
		assertEquals("done", Ahead.done("done").get(new Cancellation()));
		assertTrue(Ahead.done("done").isDone());
	}
}
