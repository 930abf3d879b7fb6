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

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where an operating system wants what programs keep for their user; nowhere for users without a home, as in many
 * containers.
 */
public final class UserFolders {

	private final String system;

	private final Map<String, String> environment;

	private UserFolders(String system, Map<String, String> environment) {
		this.system = system.toLowerCase(Locale.ROOT);
		this.environment = environment;
	}

	/**
	 * Those of some system.
	 *
	 * @param system its name, as Java calls it
	 * @param environment its environment variables
	 */
	public static UserFolders of(String system, Map<String, String> environment) {
		return new UserFolders(system, environment);
	}

	/** For what can be made again; a folder of our own. */
	public Optional<Path> cache() {
		if (isMac()) return home().map(home -> home.resolve("Library").resolve("Caches").resolve("img2img"));
		if (isWindows()) return local().map(local -> local.resolve("img2img"));
		return variable("XDG_CACHE_HOME").or(() -> home().map(home -> home.resolve(".cache"))).map(caches -> caches.resolve(
			"img2img"));
	}

	/** For what was installed; a folder of our own. */
	public Optional<Path> data() {
		if (isMac()) return home().map(home -> home.resolve("Library").resolve("Application Support").resolve("img2img"));
		if (isWindows()) return local().map(local -> local.resolve("img2img"));
		return variable("XDG_DATA_HOME").or(() -> home().map(home -> home.resolve(".local").resolve("share"))).map(data -> data
			.resolve("img2img"));
	}

	// -- Helper methods --

	private boolean isMac() {
		return system.startsWith("mac");
	}

	private boolean isWindows() {
		return system.startsWith("windows");
	}

	private Optional<Path> local() {
		return variable("LOCALAPPDATA").or(() -> home().map(home -> home.resolve("AppData").resolve("Local")));
	}

	private Optional<Path> home() {
		// NB: Java says "?" of users that the system does not know.
		return absolute(System.getProperty("user.home")).or(() -> variable("HOME"));
	}

	private Optional<Path> variable(String name) {
		return absolute(environment.get(name));
	}

	private static Optional<Path> absolute(String path) {
		try {
			return Optional.ofNullable(path).filter(text -> !text.isBlank()).map(Path::of).filter(Path::isAbsolute);
		}
		catch (InvalidPathException e) {
			return Optional.empty();
		}
	}
}
