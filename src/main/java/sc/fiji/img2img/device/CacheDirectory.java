package sc.fiji.img2img.device;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where things are kept that can be made again: outcomes of self-tests, converted weights.
 * <p>
 * The system property img2img.cache or the environment variable IMG2IMG_CACHE names it; else it is where the operating
 * system wants it. It may not exist yet.
 * </p>
 */
public final class CacheDirectory {

	private CacheDirectory() {
		// NB: there is one.
	}

	/** The directory; looked up anew on each call. */
	public static Path get() {
		String named = System.getProperty("img2img.cache", System.getenv("IMG2IMG_CACHE"));
		if (named != null && !named.isBlank()) return Path.of(named.trim()).toAbsolutePath();
		Path home = Path.of(System.getProperty("user.home"));
		String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		if (os.startsWith("mac")) return home.resolve("Library").resolve("Caches").resolve("img2img");
		String windows = System.getenv("LOCALAPPDATA");
		if (os.startsWith("windows")) return (windows == null ? home.resolve("AppData").resolve("Local") : Path.of(windows))
			.resolve("img2img").resolve("cache");
		String xdg = System.getenv("XDG_CACHE_HOME");
		return (xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg)).resolve("img2img");
	}
}
