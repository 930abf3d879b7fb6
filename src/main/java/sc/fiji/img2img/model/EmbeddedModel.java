package sc.fiji.img2img.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.cache.CacheDirectory;

/**
 * The small model of microscopy images that comes with the program, in the jar.
 * <p>
 * Networks are loaded from files, so it is unpacked into the {@link CacheDirectory} once; every file is held against its
 * SHA-256, and the folder appears complete or not at all. Programs that do so at the same time do not disturb each
 * other.
 * </p>
 */
public final class EmbeddedModel {

	/** The name of the model. */
	public static final String NAME = "microscopy";

	private static final String SUMS = "SHA256SUMS";

	private static final String RESOURCES = "models/" + NAME + "/";

	private final ClassLoader loader;

	private EmbeddedModel(ClassLoader loader) {
		this.loader = loader;
	}

	/**
	 * The model's directory.
	 *
	 * @throws IOException if it cannot be unpacked
	 */
	public static Path directory() throws IOException {
		return of(EmbeddedModel.class.getClassLoader()).unpack(CacheDirectory.folder("models"));
	}

	/** Whether a directory is the one that {@link #directory} gives. */
	static boolean isAt(Path path) throws IOException {
		Path own = exists() ? of(EmbeddedModel.class.getClassLoader()).location(CacheDirectory.get().resolve("models")) : null;
		return own != null && Files.isDirectory(own) && Files.isDirectory(path) && Files.isSameFile(own, path);
	}

	/** Whether it came with this program. */
	public static boolean exists() {
		return EmbeddedModel.class.getClassLoader().getResource(RESOURCES + SUMS) != null;
	}

	static EmbeddedModel of(ClassLoader loader) {
		return new EmbeddedModel(loader);
	}

	Path unpack(Path folder) throws IOException {
		Path target = location(folder);
		if (Files.isDirectory(target)) return target;
		byte[] sums = read(SUMS);
		Path partial = Files.createTempDirectory(folder, NAME + ".");
		try {
			for (Map.Entry<String, String> file : files(sums).entrySet())
				copy(file.getKey(), file.getValue(), partial);
			publish(partial, target);
		}
		finally {
			delete(partial);
		}
		return target;
	}

	// -- Helper methods --

	/** Where it is, or is to be. */
	private Path location(Path folder) throws IOException {
		URL list = loader.getResource(RESOURCES + SUMS);
		if (list == null) throw new IOException("The model that comes with the program is not in it: there is no " + RESOURCES +
			SUMS + " on the class path.");
		if (list.getProtocol().equals("file")) return folderOf(list);
		return folder.resolve(NAME + "-" + hex(digest().digest(read(SUMS))).substring(0, 16));
	}

	/** Programs that run from a folder of classes need no copy. */
	private static Path folderOf(URL list) throws IOException {
		try {
			return Path.of(list.toURI()).getParent();
		}
		catch (URISyntaxException e) {
			throw new IOException("The model's folder " + list + " is no path.", e);
		}
	}

	private static Map<String, String> files(byte[] sums) {
		Map<String, String> files = new LinkedHashMap<>();
		for (String line : new String(sums, StandardCharsets.UTF_8).split("\n"))
			if (!line.isBlank()) files.put(line.substring(66).trim(), line.substring(0, 64));
		return files;
	}

	private void copy(String name, String sum, Path folder) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		MessageDigest digest = digest();
		try (InputStream in = new DigestInputStream(open(name), digest)) {
			Files.copy(in, file);
		}
		if (!hex(digest.digest()).equals(sum)) throw new IOException("The file " + name + " of the model that comes with the " +
			"program is damaged: its SHA-256 should be " + sum + "; install the program anew.");
	}

	private static void publish(Path partial, Path target) throws IOException {
		try {
			Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException e) {
			// NB: another program was faster, and what it unpacked is the same.
			if (!Files.isDirectory(target)) throw e;
		}
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		List<Path> files;
		try (Stream<Path> walk = Files.walk(folder)) {
			files = walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
		}
		for (Path file : files)
			Files.delete(file);
	}

	private byte[] read(String name) throws IOException {
		try (InputStream in = open(name)) {
			return in.readAllBytes();
		}
	}

	private InputStream open(String name) throws IOException {
		InputStream in = loader.getResourceAsStream(RESOURCES + name);
		if (in == null) throw new IOException("The file " + name + " of the model that comes with the program is missing; " +
			"install the program anew.");
		return in;
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String hex(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		for (byte value : bytes)
			text.append(String.format(Locale.ROOT, "%02x", value));
		return text.toString();
	}
}
