package sc.fiji.img2img.model;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells models apart: at once by a number that needs no reading of gigabytes, and in the background by their whole files.
 */
public final class Fingerprint {

	private static final int PART = 1 << 20;

	private Fingerprint() {
		// NB: one number of a directory.
	}

	/**
	 * The fingerprint of a directory or a file, as 64 hexadecimal digits: a SHA-256 over the names and sizes of its files
	 * and over the first and the last mebibyte of each.
	 *
	 * @throws IOException if something in it cannot be read
	 */
	public static String of(Path path) throws IOException {
		MessageDigest digest = FileHash.sha256();
		for (Path file : files(path)) {
			digest.update((name(path, file) + "\0" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
			addEnds(digest, file);
		}
		return FileHash.hex(digest.digest());
	}

	/**
	 * Begins to compute the SHA-256 of a model's directory: that of the lines which {@code sha256sum} prints for its files,
	 * named relative to it and in the order of their names.
	 *
	 * @return 64 hexadecimal digits, sooner or later; an IOException within an ExecutionException if something cannot be
	 *         read
	 */
	public static Future<String> complete(Path directory) {
		return FileHash.inBackground(() -> {
			MessageDigest digest = FileHash.sha256();
			for (Path file : files(directory))
				digest.update((FileHash.compute(file, 0) + "  " + name(directory, file) + "\n").getBytes(StandardCharsets.UTF_8));
			return FileHash.hex(digest.digest());
		});
	}

	/** The files of a model; neither its LoRAs, which come and go, nor what hides behind a dot. */
	private static List<Path> files(Path path) throws IOException {
		try (Stream<Path> walk = Files.walk(path)) {
			return walk.filter(Files::isRegularFile).filter(file -> isOwn(path.relativize(file))).sorted(Comparator.comparing(
				file -> name(path, file))).collect(Collectors.toList());
		}
	}

	private static boolean isOwn(Path file) {
		for (Path part : file)
			if (part.toString().startsWith(".")) return false;
		return !file.startsWith("lora") && !file.startsWith("loras");
	}

	private static String name(Path path, Path file) {
		return path.relativize(file).toString().replace('\\', '/');
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
}
