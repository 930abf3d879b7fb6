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

/** A server wants to be asked again later. */
final class BusyException extends IOException {

	private static final long serialVersionUID = 1L;

	/** Who is told to wait for longer has the user decide when. */
	private static final long LONGEST_PAUSE = 120;

	private final long seconds;

	/** @param seconds how long the server asks to be left alone; 0 if it does not say */
	BusyException(String message, long seconds) {
		super(seconds > 0 ? message + " and asks to be left alone for " + seconds + " s" : message);
		this.seconds = seconds;
	}

	/** How long a server asked to be left alone; 0 for other failures. */
	static long seconds(IOException failure) {
		return failure instanceof BusyException ? ((BusyException) failure).seconds : 0;
	}

	/** Whether a failure may have passed after a pause that users wait for. */
	static boolean isShort(IOException failure) {
		return seconds(failure) <= LONGEST_PAUSE;
	}
}
