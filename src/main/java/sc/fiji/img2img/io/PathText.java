package sc.fiji.img2img.io;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as users write them. */
public final class PathText {

	private PathText() {
		// NB: one question.
	}

	/**
	 * The path that a text is.
	 *
	 * @throws IllegalArgumentException if no file can have it here; the message says why
	 */
	public static Path read(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException e) {
			throw new IllegalArgumentException("The path \"" + Excerpt.of(text) + "\" " + (isForeign(text)
				? "has characters that Java cannot use in the names of files under this system's language setting (" + System
					.getProperty("sun.jnu.encoding") + "); set LC_ALL=C.UTF-8 before it starts." : "is none that a file can have here."),
				e);
		}
	}

	/** Whether the system's language setting lets Java know no files with such names. */
	private static boolean isForeign(String text) {
		try {
			return !Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder().canEncode(text);
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
			return false;
		}
	}
}
