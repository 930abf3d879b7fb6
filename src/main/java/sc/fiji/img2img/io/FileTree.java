package sc.fiji.img2img.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder and all that is in it. Links are files here: nobody follows them. */
public final class FileTree {

	private FileTree() {
		// NB: walks only.
	}

	/** The files and folders, each folder after what is in it, the given one last. */
	public static List<Path> deepestFirst(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/**
	 * Deletes a folder and all in it.
	 *
	 * @return whether it is gone
	 */
	public static boolean delete(Path folder) {
		try {
			for (Path file : deepestFirst(folder))
				Files.deleteIfExists(file);
			return true;
		}
		catch (IOException e) {
			return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
		}
	}
}
