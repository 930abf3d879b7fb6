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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file in a folder that says what the other files there looked like when they were written, so that it shows when one is
 * missing, cut short or altered, without reading them.
 */
public final class FolderRecord {

	/** The name of the file. */
	public static final String NAME = "record";

	private FolderRecord() {
		// NB: one file.
	}

	/** Writes the record of a folder whose files are complete. */
	public static void write(Path folder) throws IOException {
		Files.writeString(folder.resolve(NAME), state(folder), StandardCharsets.UTF_8);
	}

	/** Whether a folder has a record, and nobody has touched its files since. */
	public static boolean holds(Path folder) {
		try {
			return Files.readString(folder.resolve(NAME), StandardCharsets.UTF_8).equals(state(folder));
		}
		catch (IOException | UncheckedIOException e) {
			return false;
		}
	}

	private static String state(Path folder) throws IOException {
		List<Path> files;
		try (Stream<Path> list = Files.list(folder)) {
			files = list.filter(file -> !file.endsWith(NAME)).sorted().collect(Collectors.toList());
		}
		StringBuilder state = new StringBuilder();
		for (Path file : files)
			state.append(file.getFileName()).append(' ').append(FileState.of(file)).append('\n');
		return state.toString();
	}
}
