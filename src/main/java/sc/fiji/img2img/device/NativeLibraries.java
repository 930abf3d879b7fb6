package sc.fiji.img2img.device;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;

import sc.fiji.img2img.onnx.InferenceException;

/**
 * Sees to it that ONNX Runtime can load its native libraries, which it unpacks into Java's temporary folder.
 * <p>
 * On some shared machines no program may be run from there. The libraries are then unpacked into the
 * {@link CacheDirectory}, once, and ONNX Runtime is told so by its system property. Whoever sets that property knows
 * better, and is left alone.
 * </p>
 */
final class NativeLibraries {

	private static final String PATH = "onnxruntime.native.path";

	private static final String RESOURCES = "/ai/onnxruntime/native/";

	private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared",
		"onnxruntime_providers_cuda", "onnxruntime_providers_tensorrt");

	private static boolean prepared;

	private NativeLibraries() {
		// NB: one concern, once in a process.
	}

	/**
	 * Unpacks the libraries, if ONNX Runtime itself could not; to be called before any of its classes is used, since they
	 * try only once.
	 *
	 * @throws InferenceException if there is no place for them; the message says how to name one
	 */
	static synchronized void prepare() {
		if (prepared || System.getProperty(PATH) != null) return;
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
		// NB: ONNX Runtime writes there in any case.
		if (!isWritable(temporary)) throw new InferenceException("ONNX Runtime needs a temporary folder, but " + temporary +
			" cannot be written to; name another by -Djava.io.tmpdir=FOLDER.");
		NativePlatform platform = NativePlatform.current().orElse(null);
		if (platform != null && !runsPrograms(temporary)) unpack(platform, temporary);
		prepared = true;
	}

	private static void unpack(NativePlatform platform, Path temporary) {
		Path folder = CacheDirectory.get().resolve("onnxruntime");
		try {
			Files.createDirectories(folder);
			if (!runsPrograms(folder)) throw new IOException("no program may be run from there, either");
			for (String name : NAMES)
				unpack(NativeLibraries.class.getResource(RESOURCES + platform.key() + "/" + System.mapLibraryName(name)), folder
					.resolve(System.mapLibraryName(name)));
		}
		catch (IOException e) {
			throw new InferenceException("ONNX Runtime's native library cannot be loaded: no program may be run from the " +
				"temporary folder " + temporary + " (it is mounted noexec), and the cache folder " + folder +
				" cannot stand in for it (" + reason(e) + "); name another by -Dimg2img.cache=FOLDER or -Djava.io.tmpdir=FOLDER, or one " +
				"that holds the unpacked libraries by -D" + PATH + "=FOLDER.", e);
		}
		System.setProperty(PATH, folder.toAbsolutePath().toString());
	}

	/** Unpacks a library, if there is such a one in this build and it has not been done before. */
	private static void unpack(URL library, Path target) throws IOException {
		if (library == null) return;
		if (Files.isRegularFile(target) && Files.size(target) == library.openConnection().getContentLengthLong()) return;
		Path part = Files.createTempFile(target.getParent(), "part", null);
		try (InputStream in = library.openStream()) {
			Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
			Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(part);
		}
	}

	private static boolean isWritable(Path folder) {
		return probe(folder, file -> true);
	}

	/** Whether programs can be put into a folder and run there; not where its disk is mounted noexec. */
	private static boolean runsPrograms(Path folder) {
		// NB: the system says no on such a disk, whatever the file's own mode.
		return probe(folder, file -> file.toFile().setExecutable(true) && Files.isExecutable(file));
	}

	private static boolean probe(Path folder, Predicate<Path> test) {
		try {
			Path file = Files.createTempFile(folder, "img2img", null);
			boolean passed = test.test(file);
			Files.delete(file);
			return passed;
		}
		catch (IOException e) {
			return false;
		}
	}

	private static String reason(IOException e) {
		return e instanceof FileSystemException ? e.toString() : e.getMessage();
	}
}
