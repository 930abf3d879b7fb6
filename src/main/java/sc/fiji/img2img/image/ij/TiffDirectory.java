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
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.imageio.stream.ImageInputStream;

/**
 * What a TIFF file says of one of its pages, before any pixel is read: whole numbers by their tags' numbers (TIFF 6.0).
 * Immutable.
 */
final class TiffDirectory {

	static final int WIDTH = 256;
	static final int HEIGHT = 257;
	static final int BITS = 258;
	static final int COMPRESSION = 259;
	static final int PHOTOMETRIC = 262;
	static final int FILL_ORDER = 266;
	static final int DESCRIPTION = 270;
	static final int STRIP_OFFSETS = 273;
	static final int ORIENTATION = 274;
	static final int SAMPLES = 277;
	static final int ROWS = 278;
	static final int STRIP_LENGTHS = 279;
	static final int PLANES = 284;
	static final int PREDICTOR = 317;
	static final int COLORS = 320;
	static final int TILE_WIDTH = 322;
	static final int TILE_OFFSETS = 324;
	static final int SAMPLE_FORMAT = 339;

	private static final Set<Integer> TAGS = Set.of(WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER, STRIP_OFFSETS,
		ORIENTATION, SAMPLES, ROWS, STRIP_LENGTHS, PLANES, PREDICTOR, TILE_WIDTH, TILE_OFFSETS, SAMPLE_FORMAT);

	/** How many bytes numbers of a type have; 0 for what is not a whole number. */
	private static final int[] SIZES = { 0, 1, 0, 2, 4, 0, 1, 0, 2, 4 };

	private static final int ENTRY = 12;

	private final Map<Integer, long[]> values = new HashMap<>();

	private TiffDirectory() {
		// NB: filled where it is read.
	}

	/**
	 * Reads all pages of a file.
	 *
	 * @param in at any place; its byte order becomes the file's
	 * @throws IOException if the file is damaged; the message says what is wrong, as in "its pages go round in a circle"
	 */
	static List<TiffDirectory> read(ImageInputStream in) throws IOException {
		in.seek(0);
		in.setByteOrder(in.read() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		in.seek(4);
		List<TiffDirectory> pages = new ArrayList<>();
		Set<Long> seen = new HashSet<>();
		for (long offset = in.readUnsignedInt(); offset != 0; offset = in.readUnsignedInt()) {
			if (!seen.add(offset)) throw new IOException("its pages go round in a circle");
			if (offset + 2 > in.length()) throw new IOException("page " + (pages.size() + 1) + " is missing");
			in.seek(offset);
			int entries = in.readUnsignedShort();
			long end = offset + 2 + (long) entries * ENTRY;
			if (entries == 0 || end + 4 > in.length()) throw new IOException("page " + (pages.size() + 1) + " has no end");
			TiffDirectory page = new TiffDirectory();
			for (int i = 0; i < entries; i++)
				page.readEntry(in, offset + 2 + (long) i * ENTRY);
			pages.add(page);
			in.seek(end);
		}
		if (pages.isEmpty()) throw new IOException("it has no page");
		return pages;
	}

	/** A tag's first value, or another one where the tag is missing. */
	long get(int tag, long defaultValue) {
		long[] all = values.get(tag);
		return all == null || all.length == 0 ? defaultValue : all[0];
	}

	/** All of a tag's values; none where it is missing. */
	long[] all(int tag) {
		return values.getOrDefault(tag, new long[0]);
	}

	/** How many values a tag has, where they are not read. */
	boolean has(int tag) {
		return values.containsKey(tag);
	}

	private void readEntry(ImageInputStream in, long place) throws IOException {
		in.seek(place);
		int tag = in.readUnsignedShort();
		int type = in.readUnsignedShort();
		long count = in.readUnsignedInt();
		if (tag == DESCRIPTION || tag == COLORS) values.put(tag, new long[] { count });
		int size = type < SIZES.length ? SIZES[type] : 0;
		if (!TAGS.contains(tag) || size == 0) return;
		if (count * size > 4) in.seek(in.readUnsignedInt());
		if (count * size > in.length() - in.getStreamPosition()) throw new IOException("its tag " + tag + " has " + count +
			" values, which reach beyond the file");
		long[] numbers = new long[(int) count];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = size == 1 ? in.readUnsignedByte() : size == 2 ? in.readUnsignedShort() : in.readUnsignedInt();
		values.put(tag, numbers);
	}
}
