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
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder for what is derived from other files and can be made again: never anything that a user would miss.
 * <p>
 * It is what the system property img2img.cache or the environment variable IMG2IMG_CACHE names; otherwise a folder
 * img2img where the system keeps caches: %LOCALAPPDATA% on Windows, ~/Library/Caches on macOS, $XDG_CACHE_HOME or
 * ~/.cache elsewhere. Users who have no such place get a {@link ScratchFolder} for as long as the program runs.
 * </p>
 */
public final class CacheDirectory {

	private static final String PROPERTY = "img2img.cache";
	private static final String VARIABLE = "IMG2IMG_CACHE";

	private static ScratchFolder standIn;

	private CacheDirectory() {
		// NB: one place.
	}

	/** The directory, which may not exist yet; looked up anew on each call. */
	public static Path get() {
		String system = System.getProperty("os.name");
		Optional<Path> configured = configured(System.getProperty(PROPERTY), System.getenv());
		if (configured.isPresent()) return configured.get().toAbsolutePath();
		return UserFolders.of(system, System.getenv()).cache().filter(CacheDirectory::canBeWritten).orElseGet(
			CacheDirectory::standIn);
	}

	/**
	 * A folder in the cache, made if it is not there.
	 *
	 * @param name of the folder
	 * @throws IOException if it cannot be made; the message says how to name another place
	 */
	public static Path folder(String name) throws IOException {
		Path folder = get().resolve(name);
		try {
			return Files.createDirectories(folder);
		}
		catch (IOException e) {
			throw fault(folder, e);
		}
	}

	/** What to say where a folder in the cache cannot be made or written to. */
	public static IOException fault(Path folder, IOException cause) {
		String message = String.valueOf(cause.getMessage());
		return new IOException("The folder " + folder + " cannot be " + (message.contains("No space left") || message.contains(
			"quota") ? "written to, since its disk is full" : "made or written to (" + cause + ")") +
			"; name a place that has room by -D" + PROPERTY + "=FOLDER or the environment variable " + VARIABLE + ".", cause);
	}

	static Optional<Path> configured(String property, Map<String, String> environment) {
		String named = property != null ? property : environment.get(VARIABLE);
		return named == null || named.isBlank() ? Optional.empty() : Optional.of(Path.of(named.trim()));
	}

	// -- Helper methods --

	private static boolean canBeWritten(Path folder) {
		Path there = folder;
		while (there != null && !Files.exists(there))
			there = there.getParent();
		return there != null && Files.isDirectory(there) && Files.isWritable(there);
	}

	private static synchronized Path standIn() {
		try {
			if (standIn == null) standIn = ScratchFolder.temporary("cache");
			return standIn.path();
		}
		catch (IOException e) {
			throw new UncheckedIOException("There is neither a home folder nor a temporary folder (" + e.getMessage() +
				"); name a place for files by -D" + PROPERTY + "=FOLDER or the environment variable " + VARIABLE + ".", e);
		}
	}
}
