package sc.fiji.img2img.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import sc.fiji.img2img.run.Cancellation;

/** Reads files that others may change: into memory of our own, never by mapping them. */
public final class FileBytes {

	/** NB: Java keeps native memory of the size of the largest piece for each thread. */
	private static final int PIECE = 1 << 20;

	private FileBytes() {
		// NB: reads only.
	}

	/**
	 * Reads a part of a file.
	 *
	 * @return little-endian, in Java's heap; fewer bytes than asked for where the file ends before
	 */
	public static ByteBuffer read(Path file, long offset, long length) throws IOException {
		if (length > Integer.MAX_VALUE - 8) throw new IOException("The file " + file + " has a part of " + length +
			" bytes, more than can be read at once.");
		ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			int done = 0;
			while (done < length) {
				bytes.limit((int) Math.min(length, (long) done + PIECE)).position(done);
				int count = channel.read(bytes, offset + done);
				if (count < 0) break;
				done += count;
			}
			bytes.limit(done).position(0);
		}
		return bytes;
	}

	/** Copies a file, as it is while it is read, into a new one. */
	public static void copy(Path file, Path copy, Cancellation cancellation) throws IOException {
		try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ); FileChannel out = FileChannel.open(copy,
			StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
		{
			ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
			while (in.read(piece) >= 0) {
				cancellation.check();
				piece.flip();
				while (piece.hasRemaining())
					out.write(piece);
				piece.clear();
			}
		}
	}
}
