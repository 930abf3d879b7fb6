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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.FileState;
import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.io.Sha256;

/**
 * A folder in the cache whose files come out of the program, and are what they should be whenever it is asked for.
 * <p>
 * The folder appears whole or not at all; a file of it that is missing or was altered is replaced in one step. Programs
 * that do so at the same time do not disturb each other, and what killed ones left half done is swept. Thread-safe.
 * </p>
 */
final class UnpackedFiles {

	/** What the files of folders looked like when they were found to be right. */
	private static final Map<Path, String> CHECKED = new ConcurrentHashMap<>();

	private final Path folder;

	private final Map<String, String> sums;

	private final Source source;

	/**
	 * Files that are not looked at before {@link #complete}.
	 *
	 * @param folder lies in one that exists
	 * @param sums their SHA-256 by their names
	 */
	UnpackedFiles(Path folder, Map<String, String> sums, Source source) {
		this.folder = folder;
		this.sums = sums;
		this.source = source;
	}

	/**
	 * The folder, after what is wrong with it was put right.
	 *
	 * @throws IOException if the source is damaged, or the folder cannot be written; the message says what to do
	 */
	Path complete() throws IOException {
		if (state().equals(CHECKED.get(folder))) return folder;
		ScratchFolder.sweep(folder.getParent(), prefix());
		Map<String, byte[]> contents = new LinkedHashMap<>();
		for (String name : wrong())
			contents.put(name, content(name));
		if (!contents.isEmpty()) write(contents);
		CHECKED.put(folder, state());
		return folder;
	}

	// -- Helper methods --

	private void write(Map<String, byte[]> contents) throws IOException {
		try (ScratchFolder part = ScratchFolder.in(folder.getParent(), prefix())) {
			for (Map.Entry<String, byte[]> content : contents.entrySet()) {
				Path file = part.path().resolve(content.getKey());
				Files.createDirectories(file.getParent());
				Files.write(file, content.getValue());
			}
			if (Files.isDirectory(folder)) for (String name : contents.keySet()) {
				makeWay(name);
				Files.move(part.path().resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
			}
			else {
				Files.deleteIfExists(folder);
				Files.move(part.path(), folder, StandardCopyOption.ATOMIC_MOVE);
			}
		}
		catch (IOException e) {
			// NB: another program may have been faster; what it unpacked is the same.
			if (!wrong().isEmpty()) throw CacheDirectory.fault(folder, e);
		}
	}

	/** Makes the folder that a file lies in, and takes away what is in the place of either, but is of another kind. */
	private void makeWay(String name) throws IOException {
		Path file = folder.resolve(name);
		if (Files.isDirectory(file)) FileTree.delete(file);
		for (Path parent = file.getParent(); !parent.equals(folder); parent = parent.getParent())
			if (Files.exists(parent) && !Files.isDirectory(parent)) Files.delete(parent);
		Files.createDirectories(file.getParent());
	}

	/** What a file should hold. */
	private byte[] content(String name) throws IOException {
		byte[] content;
		try (InputStream in = source.open(name)) {
			content = in.readAllBytes();
		}
		if (Sha256.of(content).equals(sums.get(name))) return content;
		throw new IOException("The file " + name + " of the model that comes with the program is damaged: its SHA-256 should be " +
			sums.get(name) + "; install the program again.");
	}

	/** The names of those that are not what they should be. */
	private List<String> wrong() {
		return sums.keySet().stream().filter(name -> !isRight(name)).collect(Collectors.toList());
	}

	private boolean isRight(String name) {
		try {
			Path file = folder.resolve(name);
			return Files.isRegularFile(file) && Sha256.of(file, 0).equals(sums.get(name));
		}
		catch (IOException e) {
			return false;
		}
	}

	/** What the files look like from outside. */
	private String state() {
		StringBuilder state = new StringBuilder();
		for (String name : sums.keySet()) {
			try {
				state.append(FileState.of(folder.resolve(name))).append('\n');
			}
			catch (IOException e) {
				state.append("missing\n");
			}
		}
		return state.toString();
	}

	private String prefix() {
		return folder.getFileName().toString().replaceFirst("-[^-]*$", "") + ".";
	}

	/** Where the files come from. */
	@FunctionalInterface
	interface Source {

		/** @throws IOException if there is no such file */
		InputStream open(String name) throws IOException;
	}
}
