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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.io.ScratchFolder;

/**
 * Changes the directory that plugin providers lie in, so that other programs see an installation whole or not at all.
 * Thread-safe, also between processes.
 */
public final class InstallFolder {

	private static final String NEW = ".new-";

	/** What a mark holds: others may call a file as we call ours. */
	private static final String MARKED = "Img2Img deletes this folder at its next start.\n";

	/** How a file is deleted; on Windows, that fails for libraries that are loaded. */
	@FunctionalInterface
	interface Deletion {

		void delete(Path file) throws IOException;
	}

	private final Path directory;

	private final Deletion deletion;

	private InstallFolder(Path directory, Deletion deletion) {
		this.directory = directory;
		this.deletion = deletion;
	}

	public static InstallFolder of(Path directory) {
		return of(directory, Files::deleteIfExists);
	}

	public static InstallFolder of(Path directory, Deletion deletion) {
		return new InstallFolder(directory, deletion);
	}

	/** Makes an empty folder to fill, which nobody takes for an installation, and whoever made it closes. */
	ScratchFolder begin() throws IOException {
		try {
			Files.createDirectories(directory);
			return ScratchFolder.in(directory, NEW);
		}
		catch (FileSystemException e) {
			throw new IOException("The devices directory " + directory + " cannot be written to; name another one by the system " +
				"property img2img.devices or the environment variable IMG2IMG_DEVICES.", e);
		}
	}

	/**
	 * Moves a folder that is complete to its place.
	 *
	 * @return whether it is there now; false if something was there already
	 */
	boolean finish(Path folder, Path place) throws IOException {
		Files.createDirectories(place.getParent());
		if (Files.exists(place.resolve(PluginRecord.REMOVED)) && !remove(place)) throw new IOException(place.getParent()
			.getFileName() + " " + place.getFileName() + " was removed, but is still in use; close ImageJ and install it then.");
		if (Files.exists(place) && !isEmptied(place)) return false;
		try {
			Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
			return true;
		}
		catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
			return false;
		}
		catch (FileSystemException e) {
			// NB: that is how some systems say that another program was faster.
			if (Files.exists(place)) return false;
			throw e;
		}
	}

	/**
	 * Removes a folder, at once if it can be, or else at the next {@link #sweep()}; from now on it counts as removed.
	 *
	 * @return whether it is gone
	 */
	boolean remove(Path folder) throws IOException {
		Path mark = folder.resolve(PluginRecord.REMOVED);
		Files.writeString(mark, MARKED);
		return delete(folder, mark);
	}

	/**
	 * Deletes what could not be deleted when it was removed, and what broken installations left behind.
	 *
	 * @param keys the names of the folders that hold installations
	 */
	void sweep(Collection<String> keys) {
		ScratchFolder.sweep(directory, NEW);
		for (String key : keys)
			for (Path version : folders(directory.resolve(key)))
				if (isMarked(version)) delete(version, version.resolve(PluginRecord.REMOVED));
				else isEmptied(version);
	}

	/** The folders in a folder, by name; none if it cannot be read. */
	static List<Path> folders(Path folder) {
		if (!Files.isDirectory(folder)) return List.of();
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.filter(Files::isDirectory).sorted().collect(Collectors.toList());
		}
		catch (IOException | UncheckedIOException e) {
			return List.of();
		}
	}

	// -- Helper methods --

	/** Deletes all in a folder, its mark last, so that what is left if something cannot be deleted is still marked. */
	private boolean delete(Path folder, Path mark) {
		try {
			for (Path file : FileTree.deepestFirst(folder))
				if (!file.equals(mark) && !file.equals(folder)) deletion.delete(file);
			deletion.delete(mark);
			deletion.delete(folder);
			return true;
		}
		catch (IOException e) {
			return !Files.exists(folder);
		}
	}

	/** Whether a folder was removed by us; a mark that was not written to its end counts, since nothing is deleted before. */
	private static boolean isMarked(Path version) {
		Path mark = version.resolve(PluginRecord.REMOVED);
		try {
			if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS) || Files.size(mark) > MARKED.length()) return false;
			String text = Files.readString(mark);
			return text.equals(MARKED) || MARKED.startsWith(text) && Files.exists(version.resolve(PluginRecord.FILE));
		}
		catch (IOException e) {
			return false;
		}
	}

	/** Deletes a folder if there is nothing in it, as where its removal was broken off at the very end. */
	private static boolean isEmptied(Path folder) {
		return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && folder.toFile().delete();
	}
}
