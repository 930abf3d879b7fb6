package sc.fiji.img2img.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.Future;

import sc.fiji.img2img.io.Sha256;

/** Tells models apart by all that is in their files. */
public final class Fingerprint {

	private Fingerprint() {
		// NB: one number of a directory.
	}

	/**
	 * The SHA-256 of a directory: that of the lines which {@code sha256sum} prints for its files, named relative to it and in
	 * the order of their names. Files that were read before, and have not changed since, are not read again.
	 *
	 * @return 64 hexadecimal digits
	 * @throws IOException if something in it cannot be read
	 */
	public static String of(Path directory) throws IOException {
		MessageDigest digest = Sha256.digest();
		for (Path file : ModelFiles.list(directory))
			digest.update((FileHash.compute(file, 0) + "  " + ModelFiles.name(directory, file) + "\n").getBytes(
				StandardCharsets.UTF_8));
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
