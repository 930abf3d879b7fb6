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

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fiji.img2img.io.JsonEntry;

/**
 * What an installation says of itself, in a file that is written last: a folder without it is not complete.
 * Immutable.
 */
final class PluginRecord {

	/** The name of the file. */
	static final String FILE = "installed.json";

	/** The name of the file whose presence says that a folder is to be deleted. */
	static final String REMOVED = "removed";

	private final String version;

	private final String library;

	private final List<String> preload;

	private final PluginShim shim;

	private final String source;

	private final String sha256;

	private PluginRecord(String version, String library, List<String> preload, PluginShim shim, String source,
		String sha256)
	{
		this.version = version;
		this.library = library;
		this.preload = List.copyOf(preload);
		this.shim = shim;
		this.source = source;
		this.sha256 = sha256;
	}

	/**
	 * Describes an installation.
	 *
	 * @param library the provider's library, relative to the folder, separated by slashes
	 * @param preload the libraries to be loaded before, as well
	 * @param shim what is to be loaded in its place, beside it; null for none
	 * @param source the name of the file that it is from
	 * @param sha256 of that file
	 */
	static PluginRecord of(String version, String library, List<String> preload, PluginShim shim, String source,
		String sha256)
	{
		return new PluginRecord(version, library, preload, shim, source, sha256);
	}

	/** Reads a folder's record; empty if it has none, or is to be deleted. */
	static Optional<PluginRecord> read(Path folder) {
		Path file = folder.resolve(FILE);
		if (!Files.isRegularFile(file) || Files.exists(folder.resolve(REMOVED))) return Optional.empty();
		try {
			JsonEntry json = JsonEntry.parse(file.toString(), Files.readString(file));
			return Optional.of(new PluginRecord(json.text("version"), json.text("library"), json.texts("preload"), json.has(
				"shim") ? PluginShim.of(json.object("shim")) : null, json.text("source"), json.text("sha256")));
		}
		catch (IOException e) {
			return Optional.empty();
		}
	}

	/** The same under another version. */
	PluginRecord as(String other) {
		return new PluginRecord(other, library, preload, shim, source, sha256);
	}

	/** Writes it into a folder. */
	void write(Path folder) throws IOException {
		JsonObject json = new JsonObject();
		json.addProperty("version", version);
		json.addProperty("library", library);
		JsonArray names = new JsonArray();
		preload.forEach(names::add);
		json.add("preload", names);
		if (shim != null) json.add("shim", shim.json());
		json.addProperty("source", source);
		json.addProperty("sha256", sha256);
		Files.writeString(folder.resolve(FILE), json + "\n");
	}

	/** The installation that it describes; empty if its libraries are gone, or not in its own folder. */
	Optional<InstalledPlugin> plugin(PluginDescription description, Path folder) {
		try {
			List<Path> files = new ArrayList<>();
			for (String name : preload)
				files.add(folder.resolve(name));
			Path file = folder.resolve(library);
			files.add(file);
			if (shim != null) files.add(file.resolveSibling(shim.file()));
			for (Path each : files)
				if (!Files.isRegularFile(each) || !each.toRealPath().startsWith(folder.toRealPath())) return Optional.empty();
			return Optional.of(new InstalledPlugin(description, version, folder, file, files.subList(0, preload.size()), shim));
		}
		catch (IOException | InvalidPathException e) {
			return Optional.empty();
		}
	}

	String sha256() {
		return sha256;
	}
}
