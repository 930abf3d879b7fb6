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
package sc.fiji.img2img.batch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.PathText;

/**
 * The files that are meant by files, folders and globs.
 * <p>
 * A folder means the images in it and in those below it, told by the endings of their names; a file and a glob mean what they
 * name, whatever it is. What begins with a dot is not meant, nor what lies in the folders that are left out. Immutable; looks
 * once.
 * </p>
 */
final class InputFiles {

	private static final Set<String> IMAGES = Set.of("tif", "tiff", "png", "jpg", "jpeg", "gif", "bmp", "pgm", "ppm", "pbm",
		"dcm", "fits", "fit");

	private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

	private final Set<InputFile> files = new TreeSet<>();

	private final List<Path> leftOut = new ArrayList<>();

	private final List<Path> others;

	private InputFiles(List<Path> others) {
		this.others = others;
	}

	/**
	 * Looks for files.
	 *
	 * @param inputs paths and globs, with slashes; ** is any number of folders
	 * @param others folders within the inputs that mean something else
	 * @throws IOException if a folder cannot be looked into
	 * @throws IllegalArgumentException if an input means no file; the message says which
	 */
	static InputFiles of(List<String> inputs, List<Path> others) throws IOException {
		InputFiles found = new InputFiles(others);
		for (String input : inputs)
			found.add(input);
		return found;
	}

	/** Whether a name is one that images have. */
	static boolean isImage(String name) {
		return IMAGES.contains(InputFile.kind(name));
	}

	/** The files in the order of their names, each one once. */
	List<InputFile> files() {
		return new ArrayList<>(files);
	}

	/** The files in folders that have names of other things than images. */
	List<Path> leftOut() {
		return Collections.unmodifiableList(leftOut);
	}

	// -- Helper methods --

	private void add(String input) throws IOException {
		// NB: a file may have a bracket in its name.
		if (!GLOB.matcher(input).find() || exists(input)) addPath(PathText.read(input));
		else addGlob(input);
	}

	private static boolean exists(String input) {
		try {
			return Files.exists(PathText.read(input));
		}
		catch (IllegalArgumentException e) {
			return false;
		}
	}

	private void addPath(Path path) throws IOException {
		if (Files.isRegularFile(path)) {
			files.add(InputFile.of(path));
			return;
		}
		if (!Files.isDirectory(path)) throw new IllegalArgumentException("There is no file or folder " + path + ".");
		boolean found = false;
		for (Path file : FolderWalk.files(path, Integer.MAX_VALUE, others)) {
			boolean image = isImage(file.getFileName().toString());
			found |= image;
			if (image) files.add(InputFile.in(path, file));
			else leftOut.add(file);
		}
		if (!found) throw new IllegalArgumentException("There is no image in the folder " + path +
			"; images are files whose names end in " + String.join(", ", new TreeSet<>(IMAGES)) + ".");
	}

	private void addGlob(String glob) throws IOException {
		String slashes = glob.replace('\\', '/');
		int first = GLOB.matcher(slashes).results().findFirst().get().start();
		int end = slashes.lastIndexOf('/', first);
		Path folder = PathText.read(end < 0 ? "" : slashes.substring(0, end + 1));
		String pattern = slashes.substring(end + 1);
		if (!Files.isDirectory(folder)) throw new IllegalArgumentException("There is no folder " + folder + ", where files " +
			"like " + Excerpt.of(pattern) + " should be.");
		List<PathMatcher> matchers = List.of(matcher(pattern), matcher(pattern.replace("**/", "")));
		int depth = pattern.contains("**") ? Integer.MAX_VALUE : pattern.split("/").length;
		List<InputFile> found = FolderWalk.files(folder, depth, others).stream().filter(file -> matchers.stream().anyMatch(
			matcher -> matcher.matches(folder.relativize(file)))).map(file -> InputFile.in(folder, file)).collect(Collectors
				.toList());
		files.addAll(found);
		if (found.isEmpty()) throw new IllegalArgumentException("There is no file like " + Excerpt.of(glob) + ".");
	}

	private static PathMatcher matcher(String pattern) {
		try {
			return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("There is no file " + Excerpt.of(pattern) +
				", and it is no pattern for names either: a bracket is open.", e);
		}
	}
}
