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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.FileState;
import sc.fiji.img2img.io.Sha256;

/**
 * The SHA-256 of files, computed in the background and, for large ones, kept in the {@link CacheDirectory}, so that files
 * which have not changed since, by size, time and inode, are not read again.
 * <p>
 * Thread-safe. The threads end with the program; what is half done then is begun anew next time.
 * </p>
 */
public final class FileHash {

	private static final String FOLDER = "hashes";

	private static final int SMALL = 1 << 20;

	private static final int DIGITS = 64;

	/** What to hold while a file is read. */
	private static final Map<Path, Object> TURNS = new ConcurrentHashMap<>();

	private static final ExecutorService BACKGROUND = Executors.newCachedThreadPool(task -> {
		Thread thread = new Thread(task, "Img2Img hashes");
		thread.setDaemon(true);
		thread.setPriority(Thread.MIN_PRIORITY);
		return thread;
	});

	private FileHash() {
		// NB: one number of a file.
	}

	/**
	 * Begins to compute the hash of a file.
	 *
	 * @param skip how many bytes at its beginning to leave out
	 * @return 64 hexadecimal digits, sooner or later; an IOException within an ExecutionException if it cannot be read
	 */
	public static Future<String> of(Path file, long skip) {
		return inBackground(() -> compute(file, skip));
	}

	static Future<String> inBackground(Callable<String> task) {
		return BACKGROUND.submit(task);
	}

	/** Whether the hash of all of a file is in the cache, or the file is small. */
	static boolean isKnown(Path file) throws IOException {
		if (Files.size(file) < SMALL) return true;
		Path kept = kept(file, FileState.of(file), 0);
		return kept != null && Files.isRegularFile(kept);
	}

	/** The hash, from the cache if it is there; who asks while it is computed waits for that. */
	static String compute(Path file, long skip) throws IOException {
		// NB: small files are read sooner than looked up.
		if (Files.size(file) < SMALL) return Sha256.of(file, skip);
		synchronized (TURNS.computeIfAbsent(file.toAbsolutePath(), path -> new Object())) {
			return large(file, skip);
		}
	}

	private static String large(Path file, long skip) throws IOException {
		String state = FileState.of(file);
		Path kept = kept(file, state, skip);
		if (kept != null && Files.isRegularFile(kept)) {
			String hash = Files.readString(kept, StandardCharsets.UTF_8).trim();
			if (hash.length() == DIGITS) return hash;
		}
		String hash = Sha256.of(file, skip);
		if (!FileState.of(file).equals(state)) throw new IOException("The file " + file + " is being changed.");
		keep(hash, kept);
		return hash;
	}

	/** Where the hash of a file in a state is kept; null where nothing can be. */
	private static Path kept(Path file, String state, long skip) {
		String version = file.toAbsolutePath() + "\n" + state + "\n" + skip;
		try {
			return CacheDirectory.folder(FOLDER).resolve(Sha256.of(version.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException e) {
			return null;
		}
	}

	private static void keep(String hash, Path kept) {
		if (kept == null) return;
		try {
			Files.writeString(kept, hash + "\n", StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			// NB: a full disk or a closed folder costs the time to read the file again, and nothing else.
			kept.toFile().delete();
		}
	}
}
