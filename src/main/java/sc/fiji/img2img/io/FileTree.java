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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder and all that is in it. Links are files here: nobody follows them. */
public final class FileTree {

	private FileTree() {
		// NB: walks only.
	}

	/** The files and folders, each folder after what is in it, the given one last. */
	public static List<Path> deepestFirst(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/**
	 * Deletes a folder and all in it.
	 *
	 * @return whether it is gone
	 */
	public static boolean delete(Path folder) {
		try {
			for (Path file : deepestFirst(folder))
				Files.deleteIfExists(file);
			return true;
		}
		catch (IOException e) {
			return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
		}
	}

	/** The bytes of all files in a folder; those that cannot be seen are not counted. */
	public static long bytes(Path folder) {
		try {
			return deepestFirst(folder).stream().mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
		}
		catch (IOException e) {
			return 0;
		}
	}
}
