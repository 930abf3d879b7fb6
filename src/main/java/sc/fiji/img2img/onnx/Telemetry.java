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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

	private static final List<String> ADDRESSES = List.of("data.microsoft.com", "applicationinsights", "google-analytics");

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
		List<Needle> needles = needles();
		int most = needles.stream().mapToInt(needle -> needle.bytes.length).max().orElse(0);
		byte[] block = new byte[BLOCK + most];
		int kept = 0;
		for (int count = library.readNBytes(block, 0, BLOCK); count > 0; count = library.readNBytes(block, kept, BLOCK)) {
			int end = kept + count;
			for (Needle needle : needles)
				if (needle.isIn(block, end)) return Optional.of(needle.text);
			// NB: an address may lie across the border of two blocks.
			kept = Math.min(most, end);
			System.arraycopy(block, end - kept, block, 0, kept);
		}
		return Optional.empty();
	}

	private static List<Needle> needles() {
		List<Needle> needles = new ArrayList<>();
		for (String address : ADDRESSES) {
			needles.add(new Needle(address, address.getBytes(StandardCharsets.US_ASCII)));
			needles.add(new Needle(address, address.getBytes(StandardCharsets.UTF_16LE)));
		}
		return needles;
	}

	/** Horspool's search. */
	private static final class Needle {

		private final String text;

		private final byte[] bytes;

		private final int[] shifts = new int[256];

		private Needle(String text, byte[] bytes) {
			this.text = text;
			this.bytes = bytes;
			Arrays.fill(shifts, bytes.length);
			for (int i = 0; i < bytes.length - 1; i++)
				shifts[bytes[i] & 0xff] = bytes.length - 1 - i;
		}

		private boolean isIn(byte[] block, int end) {
			int last = bytes.length - 1;
			for (int i = last; i < end; i += shifts[block[i] & 0xff]) {
				int j = last;
				while (j >= 0 && block[i - last + j] == bytes[j])
					j--;
				if (j < 0) return true;
			}
			return false;
		}
	}
}
