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
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import sc.fiji.img2img.run.Cancellation;

/**
 * Something that one thread of one program does at a time, of all programs that see the same file.
 * <p>
 * The system lets the next one go on when a program is killed. On disks that know no locks nobody waits.
 * </p>
 */
public final class ProgramLock implements Closeable {

	private static final long POLL_MILLIS = 50;

	private final FileChannel channel;

	private ProgramLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Waits until nobody else holds the lock.
	 *
	 * @param file is made if it is not there, and stays
	 * @param cancellation ends the waiting early
	 * @throws IOException if the file cannot be made
	 */
	public static ProgramLock of(Path file, Cancellation cancellation) throws IOException {
		FileChannel channel = open(file);
		try {
			while (!isLocked(channel)) {
				cancellation.check();
				TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
			}
			return new ProgramLock(channel);
		}
		catch (InterruptedException e) {
			channel.close();
			Thread.currentThread().interrupt();
			throw new CancellationException();
		}
		catch (CancellationException e) {
			channel.close();
			throw e;
		}
	}

	/**
	 * Takes the lock without waiting.
	 *
	 * @param file as above
	 * @return empty if somebody else holds it
	 * @throws IOException if the file cannot be made
	 */
	public static Optional<ProgramLock> now(Path file) throws IOException {
		FileChannel channel = open(file);
		if (isLocked(channel)) return Optional.of(new ProgramLock(channel));
		channel.close();
		return Optional.empty();
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	private static FileChannel open(Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
	}

	private static boolean isLocked(FileChannel channel) {
		try {
			return channel.tryLock() != null;
		}
		catch (OverlappingFileLockException e) {
			// NB: another thread of this program has it.
			return false;
		}
		catch (IOException e) {
			return true;
		}
	}
}
