package sc.fiji.img2img.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.scijava.util.DigestUtils;

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
		MessageDigest digest = digest();
		byte[] piece = new byte[PIECE];
		try (InputStream in = Files.newInputStream(file)) {
			in.skip(skip);
			for (int n = in.read(piece); n >= 0; n = in.read(piece))
				digest.update(piece, 0, n);
		}
		return hex(digest);
	}
}
