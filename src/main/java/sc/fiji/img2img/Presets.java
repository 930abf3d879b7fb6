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
package sc.fiji.img2img;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.PathText;
import sc.fiji.img2img.io.UserFolders;

/**
 * The presets of a user: the files NAME.json in the folder that the system property img2img.presets or the environment
 * variable IMG2IMG_PRESETS names, or else in img2img/presets where the system keeps what was installed for a user. Looks anew
 * each time it is asked.
 */
public final class Presets {

	/** What they are called in macros and on the command line. */
	public static final String KEY = "preset";

	/** What presets call the model that they name. */
	public static final String MODEL = "model";

	private static final String PROPERTY = "img2img.presets";

	private static final String VARIABLE = "IMG2IMG_PRESETS";

	private static final String ENDING = ".json";

	private Presets() {
		// NB: one folder.
	}

	/** The names of all. */
	public static List<String> names() {
		Optional<Path> folder = folder();
		if (folder.isEmpty() || !Files.isDirectory(folder.get())) return List.of();
		try (Stream<Path> files = Files.list(folder.get())) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
				.map(name -> name.substring(0, name.length() - ENDING.length())).sorted().collect(Collectors.toList());
		}
		catch (IOException e) {
			return List.of();
		}
	}

	/**
	 * The preset that is meant.
	 *
	 * @param name of one, upper and lower case being the same; or the path of a file
	 * @throws IllegalArgumentException if there is none, or it is none; the message says what there is
	 */
	public static Preset find(String name) {
		Path named = names().stream().filter(each -> each.equalsIgnoreCase(name.trim())).findFirst().flatMap(each -> folder().map(
			folder -> folder.resolve(each + ENDING))).orElseGet(() -> PathText.read(name.trim()));
		if (!Files.isRegularFile(named)) throw new IllegalArgumentException(KEY + " should be the name of a preset (" + (names()
			.isEmpty() ? "there is none yet" : String.join(", ", names())) + ") or its file, but is \"" + Excerpt.of(name) + "\".");
		try {
			return Preset.read(named);
		}
		catch (IOException e) {
			throw new IllegalArgumentException(e.getMessage(), e);
		}
	}

	/**
	 * Saves a preset.
	 *
	 * @param name a name, or the path of a file that ends in .json
	 * @return where it is
	 * @throws IllegalArgumentException if it is no name that a file can have, or there is no folder for presets
	 * @throws UncheckedIOException if it cannot be written
	 */
	public static Path save(Preset preset, String name) {
		Path file = name.trim().endsWith(ENDING) ? PathText.read(name.trim()) : place(name.trim());
		try {
			preset.write(file);
			return file;
		}
		catch (IOException e) {
			throw new UncheckedIOException("The preset " + file + " cannot be written (" + e.getMessage() + ").", e);
		}
	}

	// -- Helper methods --

	private static Path place(String name) {
		if (!PathText.isName(name)) throw new IllegalArgumentException(
			"A preset can have a name that a file can have on every system, or be a file that ends in .json, but not \"" + Excerpt.of(
				name) + "\".");
		return folder().orElseThrow(() -> new IllegalArgumentException("There is no folder for presets here; name one by the " +
			"system property " + PROPERTY + " or the environment variable " + VARIABLE + ".")).resolve(name + ENDING);
	}

	private static Optional<Path> folder() {
		String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
		if (named != null && !named.isBlank()) return Optional.of(PathText.read(named.trim()));
		return UserFolders.of(System.getProperty("os.name"), System.getenv()).data().map(data -> data.resolve("presets"));
	}
}
