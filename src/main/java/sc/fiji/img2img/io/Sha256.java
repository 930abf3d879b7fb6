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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.scijava.util.DigestUtils;

import sc.fiji.img2img.run.Cancellation;

/** SHA-256 as 64 hexadecimal digits, in lower case. */
public final class Sha256 {

	private static final int PIECE = 1 << 20;

	private Sha256() {
		// NB: one number of bytes.
	}

	/** A digest to be fed. */
	public static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("This Java has no SHA-256.", e);
		}
	}

	/** The number of all that a digest was fed, which begins anew. */
	public static String hex(MessageDigest digest) {
		return DigestUtils.hex(digest.digest());
	}

	public static String of(byte[] bytes) {
		return DigestUtils.hex(digest().digest(bytes));
	}

	/**
	 * That of a file.
	 *
	 * @param skip how many bytes at its beginning to leave out
	 */
	public static String of(Path file, long skip) throws IOException {
		return of(file, skip, new Cancellation());
	}

	/**
	 * That of all of a file, which can be ended early.
	 *
	 * @throws java.util.concurrent.CancellationException if it was cancelled meanwhile
	 */
	public static String of(Path file, Cancellation cancellation) throws IOException {
		return of(file, 0, cancellation);
	}

	private static String of(Path file, long skip, Cancellation cancellation) throws IOException {
		MessageDigest digest = digest();
		byte[] piece = new byte[PIECE];
		try (InputStream in = Files.newInputStream(file)) {
			in.skip(skip);
			for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
				cancellation.check();
				digest.update(piece, 0, n);
			}
		}
		return hex(digest);
	}
}
