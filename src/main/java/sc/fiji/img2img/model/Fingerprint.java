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
package sc.fiji.img2img.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.Future;

import sc.fiji.img2img.io.Sha256;

/** Tells models apart by all that is in their files. */
public final class Fingerprint {

	private Fingerprint() {
		// NB: one number of a directory.
	}

	/**
	 * The SHA-256 of a file or of a directory: of one, that of the lines which {@code sha256sum} prints for its files, named
	 * relative to it and in the order of their names. Files that were read before, and have not changed since, are not read
	 * again.
	 *
	 * @return 64 hexadecimal digits
	 * @throws IOException if something in it cannot be read
	 */
	public static String of(Path directory) throws IOException {
		if (Files.isRegularFile(directory)) return FileHash.compute(directory, 0);
		MessageDigest digest = Sha256.digest();
		for (Path file : ModelFiles.list(directory))
			digest.update((FileHash.compute(file, 0) + "  " + ModelFiles.name(directory, file) + "\n").getBytes(
				StandardCharsets.UTF_8));
		return Sha256.hex(digest);
	}

	/** Whether the one of several places is known, so that none of their large files has to be read. */
	static boolean isKnown(List<Path> places) throws IOException {
		for (Path place : places)
			for (Path file : ModelFiles.list(place))
				if (!FileHash.isKnown(file)) return false;
		return true;
	}

	/** The one of several places; that of the place itself where there is only one. */
	static String of(List<Path> places) throws IOException {
		if (places.size() == 1) return of(places.get(0));
		MessageDigest digest = Sha256.digest();
		for (Path place : places)
			digest.update((of(place) + "\n").getBytes(StandardCharsets.UTF_8));
		return Sha256.hex(digest);
	}

	/**
	 * Begins to compute {@link #of}.
	 *
	 * @return 64 hexadecimal digits, sooner or later; an IOException within an ExecutionException if something cannot be
	 *         read
	 */
	public static Future<String> complete(Path directory) {
		return FileHash.inBackground(() -> of(directory));
	}
}
