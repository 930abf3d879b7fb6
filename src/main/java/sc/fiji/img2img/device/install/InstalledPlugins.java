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
package sc.fiji.img2img.device.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.UserFolders;

/**
 * The plugin providers that are installed here: a folder for each, in it one for each version.
 * <p>
 * They lie in the directory that the system property img2img.devices or the environment variable IMG2IMG_DEVICES names;
 * otherwise in img2img/devices below %LOCALAPPDATA% on Windows, ~/Library/Application Support on macOS, and
 * $XDG_DATA_HOME or ~/.local/share elsewhere; users without a home have none. Looks anew each time it is asked;
 * thread-safe.
 * </p>
 */
public final class InstalledPlugins {

	private static final String PROPERTY = "img2img.devices";
	private static final String VARIABLE = "IMG2IMG_DEVICES";

	private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

	private final Path directory;

	private final PluginDescriptions descriptions;

	private InstalledPlugins(Path directory, PluginDescriptions descriptions) {
		this.directory = directory;
		this.descriptions = descriptions;
	}

	/** Those in the user's devices directory; what was removed there while it was in use is deleted at the first call. */
	public static InstalledPlugins here() {
		InstalledPlugins here = of(directory(System.getProperty(PROPERTY), System.getProperty("os.name"), System.getenv()),
			PluginDescriptions.known());
		if (SWEPT.add(here.directory)) InstallFolder.of(here.directory).sweep(here.descriptions.keys());
		return here;
	}

	/** Those in some directory, which need not exist. */
	public static InstalledPlugins of(Path directory, PluginDescriptions descriptions) {
		return new InstalledPlugins(directory.toAbsolutePath().normalize(), descriptions);
	}

	/** Whether there is a place for them that is there again at the next start. */
	static boolean canLast() {
		return System.getProperty(PROPERTY) != null || System.getenv(VARIABLE) != null || UserFolders.of(System.getProperty(
			"os.name"), System.getenv()).data().isPresent();
	}

	/** Where they lie. */
	public Path directory() {
		return directory;
	}

	/** The providers that can be installed. */
	public PluginDescriptions descriptions() {
		return descriptions;
	}

	/** The newest complete version of each provider, in the descriptions' order. */
	public List<InstalledPlugin> list() {
		return descriptions.all().stream().map(this::newest).flatMap(Optional::stream).collect(Collectors.toList());
	}

	/** The newest complete version of a provider. */
	public Optional<InstalledPlugin> find(String key) {
		return descriptions.find(key).flatMap(this::newest);
	}

	/** All complete versions of a provider, the newest first. */
	public List<InstalledPlugin> versions(PluginDescription description) {
		List<InstalledPlugin> versions = new ArrayList<>();
		for (Path folder : InstallFolder.folders(directory.resolve(description.key())))
			PluginRecord.read(folder).flatMap(record -> record.plugin(description, folder)).ifPresent(versions::add);
		// NB: of the same number, what was added by hand comes first; its version is the longer one.
		versions.sort(Comparator.comparing((InstalledPlugin plugin) -> PluginVersion.of(plugin.version())).thenComparing(
			InstalledPlugin::version).reversed());
		return versions;
	}

	// -- Helper methods --

	private Optional<InstalledPlugin> newest(PluginDescription description) {
		return versions(description).stream().findFirst();
	}

	static Path directory(String configured, String system, Map<String, String> environment) {
		String named = configured != null ? configured : environment.get(VARIABLE);
		if (named != null && !named.isBlank()) return Path.of(named.trim());
		return UserFolders.of(system, environment).data().orElseGet(CacheDirectory::get).resolve("devices");
	}
}
