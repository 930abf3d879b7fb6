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

import sc.fiji.img2img.run.Cancellation;

/** How long somebody waits for a server, and how often it is asked again. Implementations are thread-safe. */
public interface Patience {

	/** That of users: half a minute of silence, and some tries, each a longer pause after the one before. */
	static Patience usual() {
		return UsualPatience.get();
	}

	/** How often in a row a server may fail without having sent anything new. */
	int tries();

	/**
	 * Waits before a server is asked again.
	 *
	 * @param failures how often it has failed in a row
	 * @param seconds how long it asks to be left alone; 0 if it does not say
	 * @throws java.util.concurrent.CancellationException if it was cancelled meanwhile
	 */
	void pause(int failures, long seconds, Cancellation cancellation);

	/** Begins to watch for silence, and has the action run, on any thread, once it has lasted too long. */
	Watch watch(Runnable action);

	/** Somebody who waits. */
	interface Watch extends AutoCloseable {

		/** Something came. */
		void heard();

		/** Waits no more. */
		@Override
		void close();
	}
}
