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
