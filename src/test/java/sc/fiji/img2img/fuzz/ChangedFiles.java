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
