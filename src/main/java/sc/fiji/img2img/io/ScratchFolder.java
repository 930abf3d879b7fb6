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

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A new folder with a name that nobody can foresee, for files that are needed for a while.
 * <p>
 * It is deleted when it is closed, or else when the program ends. A file beside it is locked for as long as that takes,
 * so that whoever makes the next one sees which were left behind by programs that were killed, and deletes those.
 * Thread-safe.
 * </p>
 */
public final class ScratchFolder implements Closeable {

	private static final String LOCK = ".lock";

	private static final String TEMPORARY = "img2img-";

	private static final SecureRandom RANDOM = new SecureRandom();

	// NB: to open one's own lock, and close it again, would release it.
	private static final Set<ScratchFolder> OPEN = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(ScratchFolder::close)));
	}

	private final Path folder;

	private final Path lock;

	private final FileChannel channel;

	private ScratchFolder(Path folder, Path lock, FileChannel channel) {
		this.folder = folder;
		this.lock = lock;
		this.channel = channel;
	}

	/** Makes one in Java's temporary folder, which no other user can look into. */
	public static ScratchFolder temporary(String name) throws IOException {
		Path parent = temporaryParent();
		String prefix = TEMPORARY + name + "-";
		sweep(parent, prefix);
		return make(parent, prefix, true);
	}

	/**
	 * Makes one in some folder, which others may look into as they may into that one.
	 *
	 * @param prefix what its name begins with; nobody else's files may be called so
	 */
	public static ScratchFolder in(Path parent, String prefix) throws IOException {
		sweep(parent, prefix);
		return make(parent, prefix, false);
	}

	/** Deletes those in Java's temporary folder that killed programs of the same user left behind. */
	public static void sweepTemporary() {
		sweep(temporaryParent(), TEMPORARY);
	}

	/**
	 * Deletes those of one name, as {@link #sweepTemporary} does.
	 *
	 * @param before is told when each of these was made, before it is deleted
	 */
	public static void sweepTemporary(String name, Consumer<FileTime> before) {
		sweep(temporaryParent(), TEMPORARY + name + "-", before);
	}

	/** Deletes those in a folder that killed programs of the same user left behind. */
	public static void sweep(Path parent, String prefix) {
		sweep(parent, prefix, made -> {});
	}

	private static void sweep(Path parent, String prefix, Consumer<FileTime> before) {
		List<Path> locks = new ArrayList<>();
		try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, prefix + "*" + LOCK)) {
			found.forEach(locks::add);
		}
		catch (IOException | DirectoryIteratorException e) {
			// NB: what cannot be read was not made by us.
		}
		if (locks.isEmpty()) return;
		try (ScratchFolder own = make(parent, prefix, true)) {
			UserPrincipal user = Files.getOwner(own.lock);
			for (Path lock : locks)
				sweep(lock, user, before);
		}
		catch (IOException e) {
			// NB: where nothing can be made, nothing can be deleted.
		}
	}

	/** Where it is; absolute if its parent is. */
	public Path path() {
		return folder;
	}

	@Override
	public synchronized void close() {
		if (!OPEN.contains(this)) return;
		try {
			// NB: what is left, as libraries are on Windows while they are loaded, is deleted by the next program.
			if (FileTree.delete(folder)) Files.deleteIfExists(lock);
			channel.close();
		}
		catch (IOException e) {
			// NB: as above.
		}
		OPEN.remove(this);
	}

	// -- Helper methods --

	private static Path temporaryParent() {
		return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
	}

	private static ScratchFolder make(Path parent, String prefix, boolean ours) throws IOException {
		boolean posix = ours && parent.getFileSystem().supportedFileAttributeViews().contains("posix");
		while (true) {
			String name = prefix + Long.toUnsignedString(RANDOM.nextLong(), 36);
			Path lock = parent.resolve(name + LOCK);
			FileChannel channel;
			ScratchFolder scratch;
			// NB: no thread of this program may see the file before it knows whose it is.
			synchronized (OPEN) {
				try {
					channel = FileChannel.open(lock, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(posix,
						"rw-------"));
				}
				catch (FileAlreadyExistsException e) {
					continue;
				}
				scratch = new ScratchFolder(parent.resolve(name), lock, channel);
				OPEN.add(scratch);
			}
			// NB: a sweeper may have seen the file before it was locked.
			if (isLocked(channel) && Files.exists(lock)) {
				Files.createDirectory(scratch.folder, mode(posix, "rwx------"));
				return scratch;
			}
			scratch.close();
		}
	}

	private static FileAttribute<?>[] mode(boolean posix, String mode) {
		return posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)) }
			: new FileAttribute<?>[0];
	}

	/** Whether the file could be locked, or cannot be on this kind of disk, where nobody sweeps it away either. */
	private static boolean isLocked(FileChannel channel) {
		try {
			return channel.tryLock() != null;
		}
		catch (IOException e) {
			return true;
		}
	}

	private static void sweep(Path lock, UserPrincipal user, Consumer<FileTime> before) throws IOException {
		if (isOwn(lock)) return;
		String name = lock.getFileName().toString();
		Path folder = lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
		if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS) || !isOf(user, lock) || !isOf(user, folder)) return;
		try (FileChannel channel = FileChannel.open(lock, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
			if (channel.size() > 0 || channel.tryLock() == null) return;
			before.accept(Files.getLastModifiedTime(lock));
			if (FileTree.delete(folder)) Files.deleteIfExists(lock);
		}
		catch (IOException | OverlappingFileLockException e) {
			// NB: it is in use.
		}
	}

	/** Whether a lock is that of a folder of this program. */
	private static boolean isOwn(Path lock) {
		synchronized (OPEN) {
			return OPEN.stream().anyMatch(scratch -> scratch.lock.equals(lock));
		}
	}

	/** Whether a file is a user's, or gone. */
	private static boolean isOf(UserPrincipal user, Path file) throws IOException {
		return !Files.exists(file, LinkOption.NOFOLLOW_LINKS) || user.equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
	}
}
