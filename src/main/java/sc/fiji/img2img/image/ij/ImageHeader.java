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
package sc.fiji.img2img.image.ij;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import javax.imageio.stream.ImageInputStream;

import sc.fiji.img2img.image.PixelLimit;

/** What files of the formats that only ImageJ reads say about their size: portable maps, FITS, tables of numbers. */
final class ImageHeader {

	private static final int CARD = 80;

	private static final int MOST_CARDS = 36 * 100;

	/** The beginnings of files that are pictures, or nearly, but not read; without their first bytes where those differ. */
	private static final Map<String, String> UNREAD = Map.of("II+\0", "a BigTIFF", "MM\0+", "a BigTIFF", "\0\0\0\fjP",
		"a JPEG 2000 file", "\u00ffO\u00ffQ", "a JPEG 2000 file", "\u0089HDF", "an HDF5 file", "%PDF", "a PDF file", "8BPS",
		"a Photoshop file");

	private final Path file;

	private final ImageInputStream in;

	ImageHeader(Path file, ImageInputStream in) {
		this.file = file;
		this.in = in;
	}

	/**
	 * Returns if the file has the size that it claims, or says nothing of one.
	 *
	 * @throws UnreadImageException if it is known not to be read
	 * @throws IOException if pixels are missing
	 */
	void check() throws IOException {
		in.seek(0);
		in.setByteOrder(ByteOrder.BIG_ENDIAN);
		byte[] first = new byte[(int) Math.min(16, in.length())];
		in.readFully(first);
		String start = new String(first, StandardCharsets.ISO_8859_1);
		for (Map.Entry<String, String> unread : UNREAD.entrySet())
			if (start.startsWith(unread.getKey())) throw UnreadImageException.ofKind(file, unread.getValue());
		if (start.startsWith("RIFF")) throw UnreadImageException.ofKind(file, start.startsWith("WEBP", 8) ? "a WebP file"
			: "a film");
		if (start.startsWith("ftyp", 4)) throw UnreadImageException.ofKind(file, "a HEIC or AVIF file, or a film");
		if (start.matches("(?s)P[1-6]\\s.*")) checkMap(start.charAt(1) - '0');
		else if (start.startsWith("SIMPLE")) checkFits();
		else if (file.toString().toLowerCase(Locale.ROOT).endsWith(".txt")) checkTable();
	}

	/** @param kind the number behind the P: 1 to 3 as text, 4 to 6 as bytes */
	private void checkMap(int kind) throws IOException {
		in.seek(2);
		long width = number();
		long height = number();
		long top = kind == 1 || kind == 4 ? 1 : number();
		PixelLimit.check(width, height);
		long samples = width * height * (kind % 3 == 0 ? 3 : 1);
		// NB: each number of a text has a digit and, but for bits, a blank.
		long needed = kind == 1 ? samples : kind < 4 ? 2 * samples - 1 : kind == 4 ? (width + 7) / 8 * height : samples * (top >
			255 ? 2 : 1);
		if (width == 0 || height == 0 || needed > in.length() - in.getStreamPosition()) throw new IOException("pixels are missing");
	}

	/** The next number of a portable map's header, between blanks and comments. */
	private long number() throws IOException {
		int c = in.read();
		while (c == '#' || Character.isWhitespace(c)) {
			if (c == '#') while (c != '\n' && c != -1)
				c = in.read();
			c = in.read();
		}
		long number = 0;
		if (c < '0' || c > '9') throw new IOException("its header is no number");
		for (; c >= '0' && c <= '9' && number < 1L << 40; c = in.read())
			number = 10 * number + c - '0';
		return number;
	}

	private void checkFits() throws IOException {
		double bytes = 1;
		long[] size = { 1, 1 };
		byte[] card = new byte[CARD];
		in.seek(0);
		for (int i = 0; i < MOST_CARDS && in.length() - in.getStreamPosition() >= CARD; i++) {
			in.readFully(card);
			String text = new String(card, StandardCharsets.ISO_8859_1);
			if (text.startsWith("END ")) break;
			if (!text.matches("(BITPIX|NAXIS\\d+) *= *-?\\d{1,18}\\D.*")) continue;
			long value = Math.abs(Long.parseLong(text.substring(text.indexOf('=') + 1).trim().split("[^-\\d]")[0]));
			bytes *= text.startsWith("BITPIX") ? value / 8.0 : value;
			if (text.startsWith("NAXIS1 ")) size[0] = value;
			if (text.startsWith("NAXIS2 ")) size[1] = value;
		}
		PixelLimit.check(size[0], size[1]);
		if (bytes > in.length()) throw new IOException("pixels are missing");
	}

	/** ImageJ makes as many columns as the first line has, and a row of each line. */
	private void checkTable() throws IOException {
		try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
			long lines = 0;
			long words = 0;
			for (String line = reader.readLine(); line != null; line = reader.readLine(), lines++)
				if (words == 0) words = line.isBlank() ? 0 : line.trim().split("[\\s,]+").length;
			PixelLimit.check(words, lines);
		}
	}
}
