package sc.fiji.img2img.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Something that reads files which anybody may have written. */
interface Target {

	/** What it reads, in a word. */
	String name();

	/**
	 * Writes what is never changed.
	 *
	 * @param folder empty, and this target's own from now on
	 */
	void prepare(Path folder) throws Exception;

	/**
	 * Makes a damaged input and has it read.
	 *
	 * @param random all that the damage depends on
	 * @param kept takes the damaged bytes, to be looked at if the reading goes wrong
	 * @throws IOException if the input was refused, as it may be; so do IllegalArgumentException and InferenceException
	 */
	void read(Random random, Kept kept) throws Exception;

	/** Undoes the damage. */
	void restore() throws IOException;

	/** Takes a damaged input. */
	@FunctionalInterface
	interface Kept {

		void keep(String file, byte[] bytes);
	}
}
