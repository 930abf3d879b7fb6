package sc.fiji.img2img.io;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Programs that are installed here, never those that happen to lie in the current directory. */
public final class Programs {

	private Programs() {
		// NB: only finds.
	}

	/** The file of a program, by its path or by its name in the folders of the environment variable PATH. */
	public static Optional<Path> find(String program) {
		String folders = System.getenv("PATH");
		return find(program, folders == null ? "" : folders, File.separatorChar == '\\' ? ".exe" : "");
	}

	public static Optional<Path> find(String program, String folders, String suffix) {
		if (Path.of(program).isAbsolute()) return Optional.of(Path.of(program));
		for (String folder : folders.split(File.pathSeparator)) {
			Path file = file(folder, program + suffix);
			if (file != null && file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) return Optional.of(
				file);
		}
		return Optional.empty();
	}

	private static Path file(String folder, String name) {
		try {
			return Path.of(folder, name);
		}
		catch (InvalidPathException e) {
			return null;
		}
	}
}
