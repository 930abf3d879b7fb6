package sc.fiji.img2img.device.install;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that a plugin provider comes in, open for reading.
 * <p>
 * Whoever opens it closes it. Nothing in it is ever run.
 * </p>
 */
interface PluginPackage extends Closeable {

	/**
	 * Opens a wheel, nupkg or zip file, or a bare library.
	 *
	 * @throws IOException if it is none of these, or one that cannot be trusted to stay within a folder
	 */
	static PluginPackage open(Path file) throws IOException {
		return open(file, file);
	}

	/** Opens the copy of a file; what is said names the file itself. */
	static PluginPackage open(Path copy, Path file) throws IOException {
		return PluginArchive.isArchive(copy) ? PluginArchive.of(copy, file) : PluginLibrary.of(copy, file);
	}

	/** The length of all of it, in bytes. */
	long size() throws IOException;

	/** The paths of all files in it, separated by slashes. */
	List<String> names();

	/**
	 * The header of one of its files.
	 *
	 * @throws IOException if it cannot be read
	 */
	NativeHeader header(String name) throws IOException;

	/** The length of one of its files, in bytes. */
	long length(String name);

	/**
	 * Copies one of its files.
	 *
	 * @param most the number of bytes that it may have
	 * @return the number of bytes that it has
	 * @throws IOException if it cannot be read, has more bytes, or if the target exists or cannot be written
	 */
	long copy(String name, Path target, long most) throws IOException;
}
