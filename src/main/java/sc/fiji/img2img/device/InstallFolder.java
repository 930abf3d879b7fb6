package sc.fiji.img2img.device;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes the directory that plugin providers lie in, so that other programs see an installation whole or not at all.
 * Thread-safe, also between processes.
 */
final class InstallFolder {

	private static final String NEW = ".new-";

	/** No installation takes that long: what is older was left behind. */
	private static final Duration ABANDONED = Duration.ofDays(1);

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

	static InstallFolder of(Path directory) {
		return of(directory, Files::deleteIfExists);
	}

	static InstallFolder of(Path directory, Deletion deletion) {
		return new InstallFolder(directory, deletion);
	}

	/** Makes an empty folder to fill, which nobody takes for an installation. */
	Path begin() throws IOException {
		try {
			Files.createDirectories(directory);
			// NB: not by createTempDirectory, whose folders no other user may read.
			return Files.createDirectory(directory.resolve(NEW + UUID.randomUUID()));
		}
		catch (AccessDeniedException | FileAlreadyExistsException e) {
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
		if (Files.exists(place)) return false;
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
		if (!Files.exists(mark)) Files.createFile(mark);
		return delete(folder, mark);
	}

	/** Deletes what could not be deleted when it was removed, and what broken installations left behind. */
	void sweep() {
		for (Path folder : folders(directory)) {
			if (!folder.getFileName().toString().startsWith(NEW)) {
				folders(folder).stream().map(version -> version.resolve(PluginRecord.REMOVED)).filter(Files::exists).forEach(
					mark -> delete(mark.getParent(), mark));
			}
			else if (isAbandoned(folder)) delete(folder, folder);
		}
	}

	/** Deletes a folder that was begun, and all in it. */
	void discard(Path folder) {
		delete(folder, folder);
	}

	/** The folders in a folder, by name; none if it cannot be read. */
	static List<Path> folders(Path folder) {
		if (!Files.isDirectory(folder)) return List.of();
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.filter(Files::isDirectory).sorted().collect(Collectors.toList());
		}
		catch (IOException | java.io.UncheckedIOException e) {
			return List.of();
		}
	}

	// -- Helper methods --

	/** Deletes all in a folder, its mark last, so that what is left if something cannot be deleted is still marked. */
	private boolean delete(Path folder, Path mark) {
		try (Stream<Path> walk = Files.walk(folder)) {
			List<Path> files = walk.filter(file -> !file.equals(mark) && !file.equals(folder)).sorted(Comparator.reverseOrder())
				.collect(Collectors.toList());
			for (Path file : files)
				deletion.delete(file);
			deletion.delete(mark);
			deletion.delete(folder);
			return true;
		}
		catch (IOException | java.io.UncheckedIOException e) {
			return !Files.exists(folder);
		}
	}

	private static boolean isAbandoned(Path folder) {
		try {
			return Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(ABANDONED));
		}
		catch (IOException e) {
			return false;
		}
	}
}
