/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
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

	@Test
	void fullDisksAreCalledSo() {
		Path folder = Path.of("/data/cache");
		String full = CacheDirectory.fault(folder, new IOException("No space left on device")).getMessage();
		assertEquals("The folder " + folder + " cannot be written to, since its disk is full; name a place that has room by " +
			"-Dimg2img.cache=FOLDER or the environment variable IMG2IMG_CACHE.", full);
		assertEquals(full, CacheDirectory.fault(folder, new IOException("/data/cache/a: Disk quota exceeded")).getMessage());
		String other = CacheDirectory.fault(folder, new AccessDeniedException("/data/cache")).getMessage();
		assertTrue(other.contains("cannot be made or written to (java.nio.file.AccessDeniedException: /data/cache)"), other);
	}

	private static Path cache(String system, Map<String, String> environment) {
		return UserFolders.of(system, environment).cache().orElseThrow();
	}
}
