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
package sc.fiji.img2img.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells of native libraries whether they would send reports on their use to somebody, which none may that is loaded here.
 * <p>
 * ONNX Runtime for Linux and macOS does so from 1.29 on, and so do providers that were built with it. What they send to is
 * in them as text.
 * </p>
 */
public final class Telemetry {

	/** Keeps ONNX Runtime and its providers from sending anything; to be 1 before the program starts. */
	public static final String OFF = "ORT_DISABLE_TELEMETRY";

	private static final byte[][] ADDRESSES = Stream.of("data.microsoft.com", "applicationinsights", "google-analytics").map(
		address -> address.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

	private static final int SHORTEST = Stream.of(ADDRESSES).mapToInt(address -> address.length).min().getAsInt();

	/** What the longest takes in UTF-16, in bytes. */
	private static final int LONGEST = 2 * Stream.of(ADDRESSES).mapToInt(address -> address.length).max().getAsInt();

	private static final byte[] SHIFTS = shifts();

	private static final int BLOCK = 1 << 20;

	private Telemetry() {
		// NB: looks at bytes.
	}

	/** Whether the user has switched it off for everything in this process. */
	public static boolean isOff() {
		return isOff(System.getenv());
	}

	static boolean isOff(Map<String, String> environment) {
		return "1".equals(environment.get(OFF));
	}

	/**
	 * The address that a library sends reports to.
	 *
	 * @return empty if it has none that is known
	 */
	public static Optional<String> address(Path library) throws IOException {
		try (InputStream in = Files.newInputStream(library)) {
			return address(in);
		}
	}

	static Optional<String> address(InputStream library) throws IOException {
		byte[] block = new byte[BLOCK + LONGEST];
		int kept = 0;
		for (int count = library.readNBytes(block, 0, BLOCK); count > 0; count = library.readNBytes(block, kept, BLOCK)) {
			int end = kept + count;
			// NB: in UTF-16, every second byte.
			Optional<String> found = find(block, 0, end, 1).or(() -> find(block, 0, end, 2)).or(() -> find(block, 1, end, 2));
			if (found.isPresent()) return found;
			// NB: an address may lie across the border of two blocks.
			kept = Math.min(LONGEST, end);
			System.arraycopy(block, end - kept, block, 0, kept);
		}
		return Optional.empty();
	}

	/** Horspool's search for all addresses at once, among the bytes from `start` on that lie `stride` apart. */
	private static Optional<String> find(byte[] block, int start, int end, int stride) {
		int last = (SHORTEST - 1) * stride;
		int shift;
		for (int i = start; i + last < end; i += stride * Math.max(1, shift)) {
			shift = SHIFTS[block[i + last] & 0xff];
			if (shift > 0) continue;
			for (byte[] address : ADDRESSES)
				if (isAt(address, block, i, end, stride)) return Optional.of(new String(address, StandardCharsets.US_ASCII));
		}
		return Optional.empty();
	}

	private static boolean isAt(byte[] address, byte[] block, int place, int end, int stride) {
		if (place + (address.length - 1) * stride >= end) return false;
		for (int i = 0; i < address.length; i++)
			if (block[place + i * stride] != address[i]) return false;
		return true;
	}

	/** How many characters to go on by the one at the end of the {@link #SHORTEST} that are looked at; 0: look closer. */
	private static byte[] shifts() {
		byte[] shifts = new byte[256];
		Arrays.fill(shifts, (byte) SHORTEST);
		for (int i = 0; i < SHORTEST; i++)
			for (byte[] address : ADDRESSES)
				shifts[address[i]] = (byte) (SHORTEST - 1 - i);
		return shifts;
	}
}
