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
package sc.fiji.img2img.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * A log that several programs write to, whole line by whole line, and in which no line is twice, but for its last value.
 * <p>
 * The lines of others are taken note of under the file's lock, and what a killed program left of a line is removed. Where the
 * file system has no locks, the lines are written without. Thread-safe.
 * </p>
 */
final class BatchLog {

	private static final byte END = '\n';

	private final Path file;

	private final String header;

	/** Without their last values. */
	private final Set<String> known = new HashSet<>();

	/** How much of the file was read. */
	private long seen;

	private BatchLog(Path file, String header) {
		this.file = file;
		this.header = header;
	}

	/**
	 * Begins a log, or goes on with it.
	 *
	 * @param header its first line
	 * @throws IOException if it cannot be written, or begins with another line
	 */
	static BatchLog open(Path file, String header) throws IOException {
		BatchLog log = new BatchLog(file, header);
		log.add(header, null);
		return log;
	}

	/**
	 * Adds a line that is not there yet.
	 *
	 * @param last the value that does not count
	 * @throws IOException if it cannot be written
	 */
	void add(String line, String last) throws IOException {
		// NB: a lock on a file holds off other programs, and fails within the same.
		synchronized (BatchLog.class) {
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE))
			{
				lock(channel);
				catchUp(channel);
				if (!known.add(line)) return;
				write(channel, last == null ? line : line + "," + last);
			}
		}
	}

	// -- Helper methods --

	private static void lock(FileChannel channel) {
		try {
			FileLock lock = channel.lock();
			assert lock.isValid();
		}
		catch (IOException e) {
			// NB: a file system without locks.
		}
	}

	/** Reads what others have written since. */
	private void catchUp(FileChannel channel) throws IOException {
		if (channel.size() < seen) {
			known.clear();
			seen = 0;
		}
		boolean fresh = seen == 0;
		ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - seen));
		channel.position(seen);
		while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
			// NB: reading goes on.
		}
		int end = bytes.position();
		while (end > 0 && bytes.get(end - 1) != END)
			end--;
		String text = new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
		String unfinished = new String(bytes.array(), end, bytes.position() - end, StandardCharsets.UTF_8);
		if (fresh && !(text + unfinished).isEmpty() && !(text.isEmpty() ? header.startsWith(unfinished) : text.startsWith(header +
			"\n"))) throw new IOException("The file " + file +
				" is not the log of a batch with these settings: its first line is another one. Give another file as log.");
		text.lines().forEach(line -> known.add(line.equals(header) ? line : line.substring(0, Math.max(0, line.lastIndexOf(
			',')))));
		seen += end;
		channel.truncate(seen);
	}

	private void write(FileChannel channel, String line) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
		channel.position(seen);
		while (bytes.hasRemaining())
			channel.write(bytes);
		seen = channel.position();
	}
}
