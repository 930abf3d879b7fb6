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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Little-endian TIFF files of grey pages with one strip, valid until a tag is given another value. */
final class TiffBytes {

	private static final int HEADER = 8;

	private final ByteArrayOutputStream pages = new ByteArrayOutputStream();

	private final Map<Integer, Long> tags = new TreeMap<>();

	private byte[] strip;

	/** A page of 8-bit pixels. */
	TiffBytes(int width, int height, byte[] strip) {
		long[] values = { 256, width, 257, height, 258, 8, 259, 1, 262, 1, 277, 1, 278, height };
		for (int i = 0; i < values.length; i += 2)
			tags.put((int) values[i], values[i + 1]);
		this.strip = strip;
	}

	TiffBytes with(int tag, long value) {
		tags.put(tag, value);
		return this;
	}

	TiffBytes with(byte[] otherStrip) {
		strip = otherStrip;
		return this;
	}

	/** Adds the page, after which comes the one at an offset; -1 for the next one that is added. */
	TiffBytes page(long next) {
		int start = HEADER + pages.size();
		tags.put(273, 0L);
		tags.put(279, 0L);
		int size = 2 + 12 * tags.size() + 4;
		tags.put(273, (long) start + size);
		tags.put(279, (long) strip.length);
		ByteBuffer page = ByteBuffer.allocate(size + strip.length + strip.length % 2).order(ByteOrder.LITTLE_ENDIAN);
		page.putShort((short) tags.size());
		tags.forEach((tag, value) -> page.putShort(tag.shortValue()).putShort((short) 4).putInt(1).putInt(value.intValue()));
		page.putInt((int) (next < 0 ? HEADER + pages.size() + page.capacity() : next));
		page.put(strip);
		pages.write(page.array(), 0, page.capacity());
		return this;
	}

	/** Writes the pages that were added. */
	Path write(Path file) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(HEADER + pages.size()).order(ByteOrder.LITTLE_ENDIAN);
		bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER).put(pages.toByteArray());
		return Files.write(file, bytes.array());
	}
}
