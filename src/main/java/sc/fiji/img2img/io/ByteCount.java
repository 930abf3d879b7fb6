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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Numbers of bytes, for users and on disks. */
public final class ByteCount {

	private ByteCount() {
		// NB: words only.
	}

	/** A number of bytes in words: "240 kB", "3.1 MB", "512 MB", "5.21 GB". */
	public static String text(long bytes) {
		if (bytes < 100_000) return Math.max(1, bytes / 1000) + " kB";
		if (bytes < 9_950_000) return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
		return bytes < 999_500_000 ? Math.round(bytes / 1e6) + " MB" : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
	}

	/** How many of all bytes there are, in words: "3.1 MB of 512 MB"; the former alone where the latter is not known, and -1. */
	public static String text(long bytes, long total) {
		return text(bytes) + (total > 0 ? " of " + text(total) : "");
	}

	/**
	 * Returns if a disk has room.
	 *
	 * @param folder on the disk; it exists
	 * @param what the place is called in the message, such as "the devices directory /home/ada/devices"
	 * @throws IOException if not; the message says how much there is, and how much is needed
	 */
	public static void requireRoom(Path folder, long bytes, String what) throws IOException {
		long free = Files.getFileStore(folder).getUsableSpace();
		if (free < bytes) throw new IOException("There are only " + text(free) + " left for " + what + ", but " + text(bytes) +
			" are needed.");
	}
}
