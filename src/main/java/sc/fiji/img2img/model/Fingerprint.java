package sc.fiji.img2img.model;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells models apart without reading gigabytes: a SHA-256 over the names and sizes of a directory's files and over the
 * first and the last mebibyte of each.
 */
public final class Fingerprint {

	private static final int PART = 1 << 20;

	private Fingerprint() {
		// NB: one number of a directory.
	}

	/**
	 * The fingerprint of a directory or a file, as 64 hexadecimal digits.
	 *
	 * @throws IOException if something in it cannot be read
	 */
	public static String of(Path path) throws IOException {
		MessageDigest digest = sha256();
		List<Path> files;
		try (Stream<Path> walk = Files.walk(path)) {
			files = walk.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
		}
		for (Path file : files) {
			String name = path.relativize(file).toString().replace('\\', '/');
			digest.update((name + "\0" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
			addEnds(digest, file);
		}
		StringBuilder hex = new StringBuilder();
		for (byte b : digest.digest())
			hex.append(String.format("%02x", b));
		return hex.toString();
	}

	private static void addEnds(MessageDigest digest, Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			byte[] head = new byte[(int) Math.min(PART, in.length())];
			in.readFully(head);
			digest.update(head);
			byte[] tail = new byte[(int) Math.min(PART, in.length() - head.length)];
			in.seek(in.length() - tail.length);
			in.readFully(tail);
			digest.update(tail);
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("This Java has no SHA-256.", e);
		}
	}
}
