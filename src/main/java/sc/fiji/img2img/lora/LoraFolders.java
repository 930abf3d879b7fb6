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
package sc.fiji.img2img.lora;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.PathText;

/**
 * Where LoRA files are looked for by name: in the folders lora and loras of a model, in one of the user's, and in the
 * folders lora and loras beside the model, which several models share; and in the folders within them.
 * <p>
 * Upper and lower case are the same where no file has just that name. Looks once; not thread-safe.
 * </p>
 */
public final class LoraFolders {

	private static final String ENDING = ".safetensors";

	/** How deep folders lie in one another, and how many entries are looked at; links may lead anywhere. */
	private static final int DEPTH = 5;
	private static final int MOST = 20_000;

	private final List<Path> folders = new ArrayList<>();

	/** What lies in each of the folders; null until it is looked at. */
	private List<List<Path>> found;

	private LoraFolders(Path model, String folder) {
		add(model);
		if (!folder.isBlank()) folders.add(PathText.read(folder.trim()));
		if (model.toAbsolutePath().getParent() != null) add(model.toAbsolutePath().getParent());
	}

	/**
	 * The folders of a model.
	 *
	 * @param model the model's directory
	 * @param folder one more; empty for none
	 * @throws IllegalArgumentException if that is no path
	 */
	public static LoraFolders of(Path model, String folder) {
		return new LoraFolders(model, folder);
	}

	/** All LoRA files in the folders and within them, sorted by name in each. */
	public List<Path> list() {
		return found().stream().flatMap(List::stream).collect(Collectors.toList());
	}

	/**
	 * The shortest request that means a file: its name, the name with the folders that it lies in, or its path where these
	 * mean another one, or none.
	 */
	public String name(Path file) {
		for (Path folder : folders)
			if (file.startsWith(folder)) for (String name : List.of(withoutEnding(file.getFileName()), slashes(folder.relativize(
				file))))
				if (LoraRequest.isPlain(name) && means(name, file)) return name;
		return LoraRequest.quoted(file.toString());
	}

	/**
	 * The file that a name or path means.
	 *
	 * @throws IOException if there is none; the message says where it was looked for
	 */
	public Path find(String name) throws IOException {
		if (name.isBlank()) throw new IOException("A LoRA has no name; it should have that of a file, or its path.");
		List<Path> places = new ArrayList<>();
		try {
			Path path = PathText.read(name);
			places.add(path);
			folders.forEach(folder -> places.add(folder.resolve(path)));
		}
		catch (IllegalArgumentException e) {
			throw new IOException(e.getMessage(), e);
		}
		for (Path place : places)
			for (Path file : List.of(place, Path.of(place + ENDING)))
				if (Files.isRegularFile(file)) return file;
		Path within = within(name);
		if (within != null) return within;
		throw new IOException("There is no LoRA \"" + Excerpt.of(name) +
			"\": it is neither a file nor in one of the folders " + folders.stream().map(Path::toString).collect(Collectors
				.joining(", ")) + ".");
	}

	/** Whether a text is the path of a LoRA file, which may leave out its ending. */
	static boolean isFile(String path) {
		try {
			return Files.isRegularFile(PathText.read(path)) || Files.isRegularFile(PathText.read(path + ENDING));
		}
		catch (IllegalArgumentException e) {
			return false;
		}
	}

	// -- Helper methods --

	private void add(Path parent) {
		folders.add(parent.resolve("lora"));
		folders.add(parent.resolve("loras"));
	}

	/** The first file of that name, with or without the folders that it lies in; one of just that case comes first. */
	private Path within(String name) {
		String wanted = name.replace('\\', '/');
		if (wanted.toLowerCase(Locale.ROOT).endsWith(ENDING)) wanted = wanted.substring(0, wanted.length() - ENDING.length());
		Path similar = null;
		for (int i = 0; i < folders.size(); i++)
			for (Path file : found().get(i))
				for (String text : List.of(withoutEnding(file.getFileName()), slashes(folders.get(i).relativize(file)))) {
					if (text.equals(wanted)) return file;
					if (similar == null && folded(text).equals(folded(wanted))) similar = file;
				}
		return similar;
	}

	private boolean means(String name, Path file) {
		try {
			return Files.isSameFile(find(name), file);
		}
		catch (IOException e) {
			return false;
		}
	}

	private List<List<Path>> found() {
		if (found == null) found = folders.stream().map(LoraFolders::walk).collect(Collectors.toList());
		return found;
	}

	private static List<Path> walk(Path folder) {
		List<Path> files = new ArrayList<>();
		int[] looked = { 0 };
		try {
			Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					if (attributes.isRegularFile() && file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING)) files.add(file);
					return ++looked[0] < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
				}

				@Override
				public FileVisitResult visitFileFailed(Path file, IOException e) {
					// NB: links to nothing or in a circle, and what may not be read, hold no LoRAs.
					return FileVisitResult.CONTINUE;
				}
			});
		}
		catch (IOException e) {
			// NB: what vanishes meanwhile holds none either.
			return List.of();
		}
		return files.stream().sorted().collect(Collectors.toList());
	}

	private static String withoutEnding(Path file) {
		String name = file.toString();
		return name.toLowerCase(Locale.ROOT).endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
	}

	private static String slashes(Path relative) {
		return withoutEnding(relative).replace('\\', '/');
	}

	private static String folded(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
	}
}
