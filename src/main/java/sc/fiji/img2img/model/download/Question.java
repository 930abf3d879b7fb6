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

import sc.fiji.img2img.run.Cancellation;

/** Something short that a server is asked, again if it fails in a way that may pass. */
@FunctionalInterface
interface Question<T> {

	/** Somebody is waiting for the answer. */
	int MOST_TRIES = 3;

	/**
	 * Asks once.
	 *
	 * @throws IOException if it failed; the message has no full stop, unless it is a {@link RefusedException}
	 */
	T once() throws IOException;

	/**
	 * Asks until there is an answer.
	 *
	 * @throws IOException if there is none; the message is a sentence for users
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	static <T> T ask(Patience patience, Cancellation cancellation, Question<T> question) throws IOException {
		for (int failures = 1;; failures++) {
			try {
				return question.once();
			}
			catch (RefusedException e) {
				throw e;
			}
			catch (IOException e) {
				if (failures >= Math.min(MOST_TRIES, patience.tries()) || !BusyException.isShort(e)) throw new IOException(e
					.getMessage() + ".", e);
				patience.pause(failures, BusyException.seconds(e), cancellation);
			}
		}
	}
}
