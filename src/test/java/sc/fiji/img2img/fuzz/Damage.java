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
package sc.fiji.img2img.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Ways to damage a file. Each depends on the random numbers only. */
final class Damage {

	private static final String[] TEXTS = { "1e400", "-1", "NaN", "null", "\"x\"", "[]", "{}", "999999999999", "1e9",
		"Infinity", "0", "true", "[[[[[[[[[[", "2147483648", "\\u0000", "1e-300", "[1,2,3]", "-0.0", "\"\"", "1000000", "\t", "\"",
		"9223372036854775808", "\ud83d\ude00", "٣", "${x}", "%s", "../../x" };

	private static final byte[] EDGES = { 0, 1, 0x7f, (byte) 0x80, (byte) 0xff, '"', '{', '}', '[', ']', '-', '9', 'e', ',',
		':', '\n' };

	private static final byte[] HUGE = { -1, -1, -1, -1, -1, -1, -1, -1, 1 };

	private Damage() {
		// NB: functions.
	}

	/** Bytes with a few changes, most of them near one end, where headers are. */
	static byte[] bytes(byte[] original, Random random) {
		byte[] bytes = original.clone();
		for (int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 16 : 3); count > 0 && bytes.length > 0; count--)
			bytes = changed(bytes, place(bytes.length, random), random);
		return bytes;
	}

	/** Text with a few changes, some of them words that programs stumble over. */
	static byte[] text(byte[] original, Random random) {
		byte[] bytes = original.clone();
		for (int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 16 : 3); count > 0 && bytes.length > 0; count--) {
			int place = random.nextInt(bytes.length);
			byte[] word = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
			switch (random.nextInt(4)) {
				case 0:
					bytes = spliced(bytes, place, Math.min(random.nextInt(7), bytes.length - place), word);
					break;
				case 1:
					bytes = valueReplaced(bytes, place, word);
					break;
				default:
					bytes = changed(bytes, place, random);
					break;
			}
		}
		return bytes;
	}

	private static byte[] changed(byte[] bytes, int place, Random random) {
		int length = 1 + random.nextInt(Math.min(64, bytes.length - place));
		switch (random.nextInt(9)) {
			case 0:
				bytes[place] ^= 1 << random.nextInt(8);
				return bytes;
			case 1:
				bytes[place] = (byte) random.nextInt(256);
				return bytes;
			case 2:
				bytes[place] = EDGES[random.nextInt(EDGES.length)];
				return bytes;
			case 3:
				return spliced(bytes, place, length, new byte[0]);
			case 4:
				return spliced(bytes, place, 0, Arrays.copyOfRange(bytes, place, place + length));
			case 5:
				return spliced(bytes, place, 1, HUGE);
			case 6:
				int from = random.nextInt(bytes.length);
				System.arraycopy(bytes, from, bytes, place, Math.min(length, bytes.length - Math.max(from, place)));
				return bytes;
			case 7:
				bytes[place] += random.nextBoolean() ? 1 : -1;
				return bytes;
			default:
				return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, place) : bytes;
		}
	}

	/** The value behind the next colon is another one. */
	private static byte[] valueReplaced(byte[] bytes, int place, byte[] word) {
		int start = place;
		while (start < bytes.length && bytes[start] != ':')
			start++;
		if (start == bytes.length) return bytes;
		int end = ++start;
		while (end < bytes.length && bytes[end] != ',' && bytes[end] != '}' && bytes[end] != '\n')
			end++;
		return spliced(bytes, start, end - start, word);
	}

	private static byte[] spliced(byte[] bytes, int place, int removed, byte[] added) {
		byte[] result = new byte[bytes.length - removed + added.length];
		System.arraycopy(bytes, 0, result, 0, place);
		System.arraycopy(added, 0, result, place, added.length);
		System.arraycopy(bytes, place + removed, result, place + added.length, bytes.length - place - removed);
		return result;
	}

	private static int place(int length, Random random) {
		if (length <= 400 || random.nextInt(3) == 0) return random.nextInt(length);
		return random.nextBoolean() ? random.nextInt(Math.min(length, 2600)) : length - 1 - random.nextInt(Math.min(length,
			900));
	}
}
