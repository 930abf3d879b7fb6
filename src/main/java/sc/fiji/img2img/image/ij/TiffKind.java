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

import java.util.Arrays;
import java.util.Map;

/** Which of the many kinds of TIFF are read, and read rightly: words for those that are not. */
final class TiffKind {

	private static final int NONE = 1;
	private static final int LZW = 5;
	private static final int DEFLATE = 8;
	private static final int PACK_BITS = 32773;
	private static final int OLD_DEFLATE = 32946;

	private static final Map<Long, String> COMPRESSIONS = Map.ofEntries(Map.entry(2L, "CCITT (fax)"), Map.entry(3L,
		"CCITT G3 (fax)"), Map.entry(4L, "CCITT G4 (fax)"), Map.entry(6L, "JPEG"), Map.entry(7L, "JPEG"), Map.entry(32809L,
			"ThunderScan"), Map.entry(33003L, "JPEG 2000"), Map.entry(33004L, "JPEG 2000"), Map.entry(33005L, "JPEG 2000"), Map
				.entry(34661L, "JBIG"), Map.entry(34712L, "JPEG 2000"), Map.entry(34887L, "LERC"), Map.entry(34892L, "lossy JPEG"),
		Map.entry(34925L, "LZMA"), Map.entry(50000L, "Zstandard"), Map.entry(50001L, "WebP"), Map.entry(50002L, "JPEG XL"), Map
			.entry(22610L, "JPEG XR"));

	private static final Map<Long, String> COLOURS = Map.of(6L, "YCbCr", 8L, "CIELab", 9L, "ICCLab", 10L, "ITULab", 32803L,
		"camera raw", 32844L, "LogL", 32845L, "LogLuv");

	private TiffKind() {
		// NB: words only.
	}

	/** How a page's pixels are packed. */
	enum Packing {
		PLAIN, LZW, DEFLATE, PACK_BITS
	}

	/** What a page is that is not read, as in "a tiled TIFF"; null if it is read. */
	static String unread(TiffDirectory page) {
		long compression = page.get(TiffDirectory.COMPRESSION, NONE);
		if (COMPRESSIONS.containsKey(compression)) return "a TIFF with " + COMPRESSIONS.get(compression) + " compression";
		if (packing(page) == null) return "a TIFF with compression " + compression;
		if (page.has(TiffDirectory.TILE_WIDTH) || page.has(TiffDirectory.TILE_OFFSETS)) return "a tiled TIFF";
		String numbers = numbers(page);
		if (numbers != null) return "a TIFF of " + numbers;
		long colours = page.get(TiffDirectory.PHOTOMETRIC, 1);
		if (COLOURS.containsKey(colours)) return "a TIFF in " + COLOURS.get(colours) + " colours";
		if (colours > 5) return "a TIFF in colours of kind " + colours;
		if (page.get(TiffDirectory.FILL_ORDER, 1) == 2) return "a TIFF whose bits are in reverse order (FillOrder 2)";
		long predictor = page.get(TiffDirectory.PREDICTOR, 1);
		boolean packed = packing(page) != Packing.PLAIN && packing(page) != Packing.PACK_BITS;
		if (packed && predictor > 2) return "a TIFF with the predictor of floating-point numbers";
		if (packed && predictor == 2 && (bits(page) > 16 || bits(page) == 16 && samples(page) > 1)) return "a TIFF of " + bits(
			page) + " bits with a predictor";
		return order(page);
	}

	/** How the pixels are packed; null if that is not known here. */
	static Packing packing(TiffDirectory page) {
		switch ((int) page.get(TiffDirectory.COMPRESSION, NONE)) {
			case 0:
			case NONE:
				return Packing.PLAIN;
			case LZW:
				return Packing.LZW;
			case DEFLATE:
			case OLD_DEFLATE:
				return Packing.DEFLATE;
			case PACK_BITS:
				return Packing.PACK_BITS;
			default:
				return null;
		}
	}

	static int samples(TiffDirectory page) {
		return (int) page.get(TiffDirectory.SAMPLES, 1);
	}

	static int bits(TiffDirectory page) {
		return (int) page.get(TiffDirectory.BITS, 1);
	}

	static boolean isPlanar(TiffDirectory page) {
		return samples(page) > 1 && page.get(TiffDirectory.PLANES, 1) == 2;
	}

	private static String numbers(TiffDirectory page) {
		int bits = bits(page);
		long format = page.get(TiffDirectory.SAMPLE_FORMAT, 1);
		if (Arrays.stream(page.all(TiffDirectory.BITS)).anyMatch(other -> other != bits)) return "channels with different bits";
		if (format == 5 || format == 6) return "complex numbers";
		if (format == 3 && bits != 32) return bits + "-bit floating-point numbers";
		if (format == 2 && bits == 8) return "signed 8-bit numbers";
		boolean packed = packing(page) != Packing.PLAIN;
		boolean known = bits == 8 || bits == 16 || samples(page) == 1 && (bits == 32 || (bits == 1 || bits == 12) && !packed);
		if (!known) return bits + "-bit numbers" + (samples(page) == 1 ? packed && (bits == 1 || bits == 12) ? ", compressed" : "" : " in " +
			samples(page) + " channels");
		if (samples(page) == 2 || samples(page) > 4) return samples(page) + " channels that are interleaved";
		if (samples(page) == 4 && (bits == 16 || isPlanar(page))) return "4 channels of " + bits + " bits";
		if (samples(page) > 1 && bits == 16 && format == 2) return "signed 16-bit numbers in " + samples(page) + " channels";
		if (isPlanar(page) && bits == 16 && packed) return "16-bit numbers in separate planes, compressed";
		if (page.get(TiffDirectory.PHOTOMETRIC, 1) == 3 && (bits != 8 || page.get(TiffDirectory.COLORS, 0) != 768))
			return bits + "-bit numbers with a palette";
		return null;
	}

	/** ImageJ reads plain strips as if they lay one behind the other. */
	private static String order(TiffDirectory page) {
		long[] offsets = page.all(TiffDirectory.STRIP_OFFSETS);
		long[] lengths = page.all(TiffDirectory.STRIP_LENGTHS);
		boolean plain = packing(page) == Packing.PLAIN;
		for (int i = 1; i < offsets.length; i++)
			if (offsets[i] < offsets[i - 1] || plain && i <= lengths.length && offsets[i] != offsets[i - 1] + lengths[i - 1] &&
				(bits(page) != 16 || samples(page) > 1)) return "a TIFF whose strips do not lie one behind the other";
		return null;
	}
}
