package sc.fiji.img2img.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.Sha256;

/**
 * The SHA-256 of files, computed in the background and, for large ones, kept in the {@link CacheDirectory}, so that files which have
 * not changed since, by size, time and inode, are not read again.
 * <p>
 * Thread-safe. The threads end with the program; what is half done then is begun anew next time.
 * </p>
 */
public final class FileHash {

	private static final String FOLDER = "hashes";

	private static final int SMALL = 1 << 20;

	private static final int DIGITS = 64;

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

	/** The hash, from the cache if it is there. */
	static String compute(Path file, long skip) throws IOException {
		// NB: small files are read sooner than looked up.
		if (Files.size(file) < SMALL) return Sha256.of(file, skip);
		String state = ModelFiles.state(file);
		String version = file.toAbsolutePath() + "\n" + state + "\n" + skip;
		Path kept = kept(Sha256.of(version.getBytes(StandardCharsets.UTF_8)));
		if (kept != null && Files.isRegularFile(kept)) {
			String hash = Files.readString(kept, StandardCharsets.UTF_8).trim();
			if (hash.length() == DIGITS) return hash;
		}
		String hash = Sha256.of(file, skip);
		if (!ModelFiles.state(file).equals(state)) throw new IOException("The file " + file + " is being changed.");
		keep(hash, kept);
		return hash;
	}

	/** Where a hash is kept; null where nothing can be. */
	private static Path kept(String name) {
		try {
			return CacheDirectory.folder(FOLDER).resolve(name);
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
