package sc.fiji.img2img.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheDirectoryTest {

	private static final Map<String, String> NONE = Map.of();

	@Test
	void whatIsConfiguredComesFirst() {
		assertEquals(Optional.of(Path.of("/data/c")), CacheDirectory.configured("/data/c", Map.of("IMG2IMG_CACHE", "/data/d")));
		assertEquals(Optional.of(Path.of("/data/d")), CacheDirectory.configured(null, Map.of("IMG2IMG_CACHE", "/data/d")));
		assertEquals(Optional.empty(), CacheDirectory.configured(null, Map.of("IMG2IMG_CACHE", " ")));
	}

	@Test
	void cacheIsWhereTheSystemKeepsCaches() {
		String home = System.getProperty("user.home");
		assertEquals(Path.of("/x/img2img"), cache("Linux", Map.of("XDG_CACHE_HOME", "/x")));
		assertEquals(Path.of(home, ".cache", "img2img"), cache("Linux", NONE));
		assertEquals(Path.of(home, "Library", "Caches", "img2img"), cache("Mac OS X", NONE));
		assertEquals(Path.of(home, "AppData", "Local", "img2img"), cache("Windows 11", NONE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "?", "", "relative/home", "\0" })
	void homesThatAreNoneAreNotTaken(String home) {
		String before = System.getProperty("user.home");
		System.setProperty("user.home", home);
		try {
			for (String system : new String[] { "Linux", "Mac OS X", "Windows 11" }) {
				assertEquals(Optional.empty(), UserFolders.of(system, NONE).cache());
				assertEquals(Optional.empty(), UserFolders.of(system, NONE).data());
			}
			assertEquals(Path.of("/home/x/.cache/img2img"), cache("Linux", Map.of("HOME", "/home/x")));
			assertEquals(Path.of("/home/x/.cache/img2img"), cache("Linux", Map.of("HOME", "/home/x", "XDG_CACHE_HOME", "caches")));
		}
		finally {
			System.setProperty("user.home", before);
		}
	}

	private static Path cache(String system, Map<String, String> environment) {
		return UserFolders.of(system, environment).cache().orElseThrow();
	}
}
