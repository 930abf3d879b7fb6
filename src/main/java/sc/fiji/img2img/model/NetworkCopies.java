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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.io.Sha256;

/** Where in the cache directory large networks are copied to, so that it does not matter what becomes of their files. */
public final class NetworkCopies {

	/** The most bytes of weights that are kept in Java's heap instead. */
	static final long SMALL = 32 << 20;

	/** The digits that tell places apart. */
	private static final int PLACE = 16;

	private static final String COPY = "[0-9a-f]{" + PLACE + "}[^-]*-[0-9a-f]{64}";

	private NetworkCopies() {
		// NB: places only.
	}

	/** The folder of all copies, which nobody else changes. */
	public static Path root() {
		return CacheDirectory.get().resolve("models");
	}

	/** What they take on the disk, in bytes. */
	public static long bytes() {
		return all().stream().mapToLong(FileTree::bytes).sum();
	}

	/** Deletes them, but for those that cannot be, as on Windows while they are used. */
	public static void clear() {
		all().forEach(FileTree::delete);
	}

	/**
	 * The folder of one copy, named by the place of what was copied, and by its content.
	 *
	 * @param file what was copied
	 * @param kind tells copies of one content apart
	 * @param content the content's hash
	 */
	static Path folder(Path file, String kind, String content) throws IOException {
		String place = Sha256.of(file.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
		return root().resolve(place.substring(0, PLACE) + kind + "-" + content);
	}

	/** NB: other folders there are unpacked files, or not complete yet. */
	private static List<Path> all() {
		try (Stream<Path> folders = Files.list(root())) {
			return folders.filter(folder -> folder.getFileName().toString().matches(COPY)).collect(Collectors.toList());
		}
		catch (IOException e) {
			return List.of();
		}
	}
}
