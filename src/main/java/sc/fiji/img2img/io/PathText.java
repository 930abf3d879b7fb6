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
package sc.fiji.img2img.io;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as users write them. */
public final class PathText {

	private PathText() {
		// NB: a few questions.
	}

	/**
	 * The path that a text is.
	 *
	 * @throws IllegalArgumentException if no file can have it here; the message says why
	 */
	public static Path read(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException e) {
			throw new IllegalArgumentException("The path \"" + Excerpt.of(text) + "\" " + (isForeign(text)
				? "has characters that Java cannot use in the names of files under this system's language setting (" + System
					.getProperty("sun.jnu.encoding") + "); set LC_ALL=C.UTF-8 before it starts." : "is none that a file can have here."),
				e);
		}
	}

	/** Whether a file can be called so on every system, and does not hide there. */
	public static boolean isName(String text) {
		return text.matches("[^\\\\/:*?\"<>|\\p{Cntrl}]{1,100}") && !text.startsWith(".");
	}

	/** Whether the system's language setting lets Java know no files with such names. */
	private static boolean isForeign(String text) {
		try {
			return !Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder().canEncode(text);
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
			return false;
		}
	}
}
