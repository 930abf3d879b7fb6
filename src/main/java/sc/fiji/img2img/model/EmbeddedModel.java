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
package sc.fiji.img2img.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.Sha256;

/**
 * The small model of microscopy images that comes with the program, in the jar.
 * <p>
 * Networks are loaded from files, so it is unpacked into the {@link CacheDirectory} once; every file is held against its
 * SHA-256 when it is written, and again by each program that uses it, which puts right what is missing or was altered.
 * Programs that do so at the same time do not disturb each other.
 * </p>
 */
public final class EmbeddedModel {

	/** The name of the model. */
	public static final String NAME = "microscopy";

	private static final String SUMS = "SHA256SUMS";

	private static final String RESOURCES = "models/" + NAME + "/";

	private final ClassLoader loader;

	private EmbeddedModel(ClassLoader loader) {
		this.loader = loader;
	}

	/**
	 * The model's directory, whole.
	 *
	 * @throws IOException if it cannot be unpacked, or put right
	 */
	public static Path directory() throws IOException {
		return of(EmbeddedModel.class.getClassLoader()).unpack(CacheDirectory.folder("models"));
	}

	/** Puts right what is missing in a directory, if it is the one that {@link #directory} gives: caches are emptied at any time. */
	static void mend(Path path) throws IOException {
		if (exists()) of(EmbeddedModel.class.getClassLoader()).mend(path, CacheDirectory.get().resolve("models"));
	}

	/** Whether a directory is the one that {@link #directory} gives. */
	static boolean isAt(Path path) throws IOException {
		Path own = exists() ? of(EmbeddedModel.class.getClassLoader()).location(CacheDirectory.get().resolve("models")) : null;
		return own != null && Files.isDirectory(own) && Files.isDirectory(path) && Files.isSameFile(own, path);
	}

	/** Whether it came with this program. */
	public static boolean exists() {
		return EmbeddedModel.class.getClassLoader().getResource(RESOURCES + SUMS) != null;
	}

	static EmbeddedModel of(ClassLoader loader) {
		return new EmbeddedModel(loader);
	}

	Path unpack(Path folder) throws IOException {
		Path location = location(folder);
		return location.startsWith(folder) ? new UnpackedFiles(location, sums(read(SUMS)), this::open).complete() : location;
	}

	/** As {@link #mend(Path)}, for a model that is unpacked into a folder. */
	void mend(Path path, Path folder) throws IOException {
		if (path.equals(location(folder))) unpack(Files.createDirectories(folder));
	}

	// -- Helper methods --

	/** Where it is, or is to be; programs that run from a folder of classes need no copy. */
	private Path location(Path folder) throws IOException {
		URL list = loader.getResource(RESOURCES + SUMS);
		if (list == null) throw new IOException("The model that comes with the program is not in it: there is no " + RESOURCES +
			SUMS + " on the class path.");
		if (!list.getProtocol().equals("file")) return folder.resolve(NAME + "-" + Sha256.of(read(
			SUMS)).substring(0, 16));
		try {
			return Path.of(list.toURI()).getParent();
		}
		catch (URISyntaxException e) {
			throw new IOException("The model's folder " + list + " is no path.", e);
		}
	}

	private static Map<String, String> sums(byte[] list) {
		Map<String, String> sums = new LinkedHashMap<>();
		for (String line : new String(list, StandardCharsets.UTF_8).split("\n"))
			if (!line.isBlank()) sums.put(line.substring(66).trim(), line.substring(0, 64));
		return sums;
	}

	private byte[] read(String name) throws IOException {
		try (InputStream in = open(name)) {
			return in.readAllBytes();
		}
	}

	private InputStream open(String name) throws IOException {
		InputStream in = loader.getResourceAsStream(RESOURCES + name);
		if (in == null) throw new IOException("The file " + name + " of the model that comes with the program is missing; " +
			"install the program again.");
		return in;
	}
}
