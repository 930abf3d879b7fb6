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
package sc.fiji.img2img.image.ij;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/**
 * A file that is replaced in one step: whoever looks sees the old content or the new one, both whole, even if the program
 * is killed meanwhile or another one writes the same file.
 * <p>
 * New content is written beside the file, under a lock, and renamed. Parts that nobody holds the lock of are what killed
 * programs left, and are deleted by whoever writes to the folder next. Immutable.
 * </p>
 */
final class OutputFile {

	private static final String PREFIX = ".img2img-";

	private static final String SUFFIX = ".part";

	private static final int MOST_LINKS = 40;

	private static final int ATTEMPTS = 3;

	private final Path file;

	private OutputFile(Path file) {
		this.file = file;
	}

	/**
	 * The file of a name; if that is a symbolic link, the one that it leads to.
	 *
	 * @throws IOException if links lead in a circle
	 */
	static OutputFile of(Path name) throws IOException {
		Path file = name.toAbsolutePath();
		for (int links = 0; Files.isSymbolicLink(file); links++) {
			if (links == MOST_LINKS) throw new IOException("The file " + name +
				" is a symbolic link that leads in a circle; give a file to write.");
			file = file.resolveSibling(Files.readSymbolicLink(file));
		}
		return new OutputFile(file);
	}

	/** The folder that the file is in; null for the root of a file system. */
	Path folder() {
		return file.getParent();
	}

	/**
	 * Replaces the file, or makes it.
	 *
	 * @param content its pieces, one behind the other
	 * @throws IOException if it cannot be written; then it is what it was
	 */
	void replace(List<ByteBuffer> content) throws IOException {
		sweep();
		for (int attempt = 1;; attempt++)
			try {
				replaceOnce(content);
				return;
			}
			catch (NoSuchFileException e) {
				// NB: another program may take the part for a left one between its birth and its lock.
				if (attempt == ATTEMPTS || !Files.isDirectory(folder())) throw e;
			}
	}

	// -- Helper methods --

	private void replaceOnce(List<ByteBuffer> content) throws IOException {
		Path part = folder().resolve(PREFIX + UUID.randomUUID() + SUFFIX);
		// NB: not as a temporary file, which others than its owner could not read.
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			lock(channel);
			for (ByteBuffer piece : content)
				for (ByteBuffer bytes = piece.duplicate(); bytes.hasRemaining();)
					channel.write(bytes);
			channel.force(true);
			rename(part);
		}
		finally {
			Files.deleteIfExists(part);
		}
	}

	private void rename(Path part) throws IOException {
		try {
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException e) {
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/** Deletes the parts of programs that were killed. */
	private void sweep() {
		try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder(), PREFIX + "*" + SUFFIX)) {
			for (Path part : parts)
				sweep(part);
		}
		catch (IOException | DirectoryIteratorException e) {
			// NB: a folder that may be written to, but not be listed.
		}
	}

	private static void sweep(Path part) {
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			if (lock(channel)) Files.deleteIfExists(part);
		}
		catch (IOException e) {
			// NB: it belongs to somebody else, or somebody else was faster.
		}
	}

	/** Holds a file until it is closed, or its program ends; not if another one does so, or the file system has no locks. */
	private static boolean lock(FileChannel channel) {
		try {
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (IOException | OverlappingFileLockException e) {
			return false;
		}
	}
}
