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

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import javax.imageio.stream.ImageInputStream;

/** Counts the bytes that a TIFF page's strips unpack to, without keeping them: neither fewer nor far more than its pixels have. */
final class TiffStrips {

	/** Encoders may leave a few bytes more at the end of a strip. */
	private static final int SLACK = 1 << 16;

	private final TiffDirectory page;

	private final ImageInputStream in;

	TiffStrips(TiffDirectory page, ImageInputStream in) {
		this.page = page;
		this.in = in;
	}

	/** How many bytes the page's pixels have, unpacked. */
	long size() {
		return rowBytes() * page.get(TiffDirectory.HEIGHT, 0) * (TiffKind.isPlanar(page) ? TiffKind.samples(page) : 1);
	}

	/**
	 * Returns if all strips are there and whole.
	 *
	 * @throws IOException if they are not; the message says what is wrong
	 */
	void check() throws IOException {
		long[] offsets = page.all(TiffDirectory.STRIP_OFFSETS);
		long[] lengths = page.all(TiffDirectory.STRIP_LENGTHS);
		if (offsets.length == 0) throw new IOException("a page has no pixels");
		if (TiffKind.packing(page) == TiffKind.Packing.PLAIN && (lengths.length == 0 || offsets.length == 1)) lengths =
			new long[] { size() };
		if (lengths.length < offsets.length) throw new IOException("a page has " + offsets.length + " strips, but the lengths of " +
			lengths.length);
		long height = page.get(TiffDirectory.HEIGHT, 0);
		long rows = Math.max(1, Math.min(height, page.get(TiffDirectory.ROWS, height)));
		long perPlane = (height + rows - 1) / rows;
		if (offsets.length < perPlane * (TiffKind.isPlanar(page) ? TiffKind.samples(page) : 1)) throw new IOException(
			"a page has " + offsets.length + " strips of " + rows + " rows, but " + height + " rows");
		for (int i = 0; i < offsets.length; i++) {
			if (offsets[i] + lengths[i] > in.length()) throw new IOException("its pixels end at byte " + (offsets[i] +
				lengths[i]) + ", but it has " + in.length());
			long needed = rowBytes() * Math.min(rows, height - i % perPlane * rows);
			long unpacked = unpacked(offsets[i], (int) lengths[i], needed + SLACK);
			if (unpacked < needed) throw new IOException("pixels are missing");
			if (unpacked > needed + SLACK) throw new IOException("its pixels unpack to far more than its size");
		}
	}

	private long rowBytes() {
		long samples = TiffKind.isPlanar(page) ? 1 : TiffKind.samples(page);
		return (page.get(TiffDirectory.WIDTH, 0) * samples * TiffKind.bits(page) + 7) / 8;
	}

	/** How many bytes a strip has once it is unpacked; counted no further than just beyond a limit. */
	private long unpacked(long offset, int length, long limit) throws IOException {
		if (TiffKind.packing(page) == TiffKind.Packing.PLAIN) return Math.min(length, limit);
		byte[] strip = new byte[length];
		in.seek(offset);
		in.readFully(strip);
		switch (TiffKind.packing(page)) {
			case DEFLATE:
				return inflated(strip, limit);
			case PACK_BITS:
				return packBits(strip, limit);
			default:
				return lzw(strip, limit);
		}
	}

	private static long inflated(byte[] strip, long limit) throws IOException {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(strip);
			byte[] part = new byte[1 << 14];
			long count = 0;
			while (!inflater.finished() && count <= limit) {
				int more = inflater.inflate(part);
				if (more == 0 && !inflater.finished()) throw new IOException("pixels are missing");
				count += more;
			}
			return count;
		}
		catch (DataFormatException e) {
			throw new IOException("its compressed pixels are damaged", e);
		}
		finally {
			inflater.end();
		}
	}

	private static long packBits(byte[] strip, long limit) {
		long count = 0;
		for (int i = 0; i < strip.length && count <= limit;) {
			int head = strip[i++];
			if (head >= 0) {
				count += Math.min(head + 1, strip.length - i);
				i += head + 1;
			}
			else if (head != -128) {
				count += 1 - head;
				i++;
			}
		}
		return count;
	}

	private static long lzw(byte[] strip, long limit) throws IOException {
		int[] lengths = new int[1 << 12];
		int next = 258;
		int width = 9;
		int before = -1;
		long count = 0;
		for (long bit = 0; bit + width <= 8L * strip.length && count <= limit;) {
			int code = 0;
			for (int i = 0; i < width; i++, bit++)
				code = code << 1 | strip[(int) (bit >> 3)] >> 7 - (int) (bit & 7) & 1;
			if (code == 257) break;
			if (code == 256) {
				next = 258;
				width = 9;
				before = -1;
				continue;
			}
			int added = before < 0 ? 0 : (before < 256 ? 1 : lengths[before]) + 1;
			if (code >= next && (code > next || before < 0)) throw new IOException("its compressed pixels are damaged");
			if (before >= 0 && next < lengths.length) lengths[next++] = added;
			count += code < 256 ? 1 : lengths[code];
			before = code;
			if (next == (1 << width) - 1 && width < 12) width++;
		}
		return count;
	}
}
