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
package sc.fiji.img2img.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder of whose files some are changed for a while. Not thread-safe. */
final class ChangedFiles {

	private final Path folder;

	/** The bytes of before; null for files that were not there. */
	private final Map<String, byte[]> before = new LinkedHashMap<>();

	ChangedFiles(Path folder) {
		this.folder = folder;
	}

	byte[] read(String file) throws IOException {
		return Files.readAllBytes(folder.resolve(file));
	}

	/** Writes a file; what was there comes back by {@link #restore}. */
	Path write(String file, byte[] bytes) throws IOException {
		Path path = folder.resolve(file);
		if (!before.containsKey(file)) before.put(file, Files.exists(path) ? Files.readAllBytes(path) : null);
		Files.createDirectories(path.getParent());
		// NB: anew, since the old one may be mapped into memory still.
		Files.deleteIfExists(path);
		return Files.write(path, bytes);
	}

	void delete(String file) throws IOException {
		write(file, new byte[0]);
		Files.delete(folder.resolve(file));
	}

	void restore() throws IOException {
		for (Map.Entry<String, byte[]> file : before.entrySet()) {
			Files.deleteIfExists(folder.resolve(file.getKey()));
			if (file.getValue() != null) Files.write(folder.resolve(file.getKey()), file.getValue());
		}
		before.clear();
	}
}
