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
import java.net.URI;

/** What is said of answers that are not what was asked for. */
final class WebFault {

	private WebFault() {
		// NB: words only.
	}

	/** The fault of an answer; those that may pass are no {@link RefusedException}. */
	static IOException of(Web web, URI uri, WebAnswer answer) {
		String where = Web.words(uri);
		switch (answer.status()) {
			case 401:
			case 403:
				return new RefusedException(where + " is not open to everybody: agree to its terms on the site, and set a token of " +
					"yours in the environment variable HF_TOKEN" + (web.hasToken(uri) ? "; the one that is set does not do" : "") + ".");
			case 404:
			case 410:
				return new RefusedException("There is nothing at " + where + "; check the name, or it may not be open to everybody.");
			case 408:
			case 429:
				return new BusyException(where + " is too busy (" + answer.status() + ")", answer.pause());
			default:
				String message = where + " answers with the error " + answer.status();
				return answer.status() >= 500 ? new BusyException(message, answer.pause()) : new RefusedException(message + ".");
		}
	}

	/** The fault of a page in the place of a file. */
	static RefusedException page(URI uri) {
		return new RefusedException(Web.words(uri) + " answers with a web page and not with a file, as servers do when you have to " +
			"log in, or when the address is that of a page about the file.");
	}
}
