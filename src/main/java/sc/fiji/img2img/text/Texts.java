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
package sc.fiji.img2img.text;

import java.util.Arrays;

/**
 * Many short texts, one behind the other in an array: fifty thousand strings take much of a start. Not thread-safe while
 * it is filled.
 */
final class Texts {

	private char[] chars = new char[1 << 12];

	private int[] ends = new int[1 << 8];

	private int used;

	private int size;

	/** Adds to the text that comes next. */
	void append(char character) {
		if (used == chars.length) chars = Arrays.copyOf(chars, 2 * used);
		chars[used++] = character;
	}

	/** Adds a part of another text to the one that comes next. */
	void append(String text, int from, int to) {
		int length = to - from;
		if (length > chars.length - used) chars = Arrays.copyOf(chars, 2 * Math.max(chars.length, length));
		text.getChars(from, to, chars, used);
		used += length;
	}

	/** Ends the text that was added to. */
	void end() {
		if (size == ends.length) ends = Arrays.copyOf(ends, 2 * size);
		ends[size++] = used;
	}

	/** Forgets what was added since the last end. */
	void drop() {
		used = start(size);
	}

	void add(String text) {
		append(text, 0, text.length());
		end();
	}

	/** How many have ended. */
	int size() {
		return size;
	}

	/** All characters; not copied, and not the same when more was added. */
	char[] chars() {
		return chars;
	}

	/** Where a text begins, or the one that comes next. */
	int start(int index) {
		return index == 0 ? 0 : ends[index - 1];
	}

	/** Behind a text's last character, or that of the one that comes next. */
	int end(int index) {
		return index == size ? used : ends[index];
	}

	String get(int index) {
		return new String(chars, start(index), end(index) - start(index));
	}
}
