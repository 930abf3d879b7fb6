package sc.fiji.img2img.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The folder for what is derived from other files and can be made again: never anything that a user would miss.
 * <p>
 * It is what the system property img2img.cache or the environment variable IMG2IMG_CACHE names; otherwise a folder
 * img2img where the system keeps caches: %LOCALAPPDATA% on Windows, ~/Library/Caches on macOS, $XDG_CACHE_HOME or
 * ~/.cache elsewhere.
 * </p>
 */
public final class CacheDirectory {

	private static final String PROPERTY = "img2img.cache";
	private static final String VARIABLE = "IMG2IMG_CACHE";

	private CacheDirectory() {
		// NB: one place.
	}

	/**
	 * A folder in the cache, made if it is not there.
	 *
	 * @param name of the folder
	 * @throws IOException if it cannot be made; the message says how to name another place
	 */
	public static Path folder(String name) throws IOException {
		Path folder = path(name);
		try {
			return Files.createDirectories(folder);
		}
		catch (IOException e) {
			throw new IOException("The folder " + folder + " cannot be made (" + e + "); name a place that can be written to by " +
				"-D" + PROPERTY + "=FOLDER or the environment variable " + VARIABLE + ".", e);
		}
	}

	/** Where a folder in the cache is, or would be. */
	static Path path(String name) {
		return root(System.getProperty(PROPERTY), System.getProperty("os.name"), System.getenv()).resolve(name);
	}

	static Path root(String configured, String system, Map<String, String> environment) {
		String named = configured != null ? configured : environment.get(VARIABLE);
		if (named != null && !named.isBlank()) return Path.of(named.trim());
		String os = system.toLowerCase(Locale.ROOT);
		Path home = Path.of(System.getProperty("user.home"));
		if (os.startsWith("windows")) return below(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
		if (os.startsWith("mac")) return home.resolve("Library").resolve("Caches").resolve("img2img");
		return below(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"));
	}

	private static Path below(String named, Path otherwise) {
		return (named == null || named.isBlank() ? otherwise : Path.of(named)).resolve("img2img");
	}
}
