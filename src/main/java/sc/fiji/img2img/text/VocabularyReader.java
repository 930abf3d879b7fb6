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

/**
 * Reads a vocab.json as nearly all are written: an object of texts and plain whole numbers. What is written in another way,
 * or is none, is left to those who read all of JSON. Not thread-safe.
 */
final class VocabularyReader {

	private static final int END = -1;

	/** More might not be an int. */
	private static final int MOST_DIGITS = 9;

	private final String json;

	private final TokenTable tokens = new TokenTable();

	private int at;

	private VocabularyReader(String json) {
		this.json = json;
	}

	/** The tokens and their ids; null if they are not written so. */
	static TokenTable read(String json) {
		VocabularyReader reader = new VocabularyReader(json);
		return reader.reads() ? reader.tokens : null;
	}

	// -- Helper methods --

	private boolean reads() {
		if (next() != '{') return false;
		int mark = ',';
		while (mark == ',') {
			if (next() != '"' || !readsToken() || next() != ':') return false;
			int id = id(next());
			if (id < 0) return false;
			tokens.put(id);
			mark = next();
		}
		return mark == '}' && next() == END;
	}

	/** The next character but for spaces. */
	private int next() {
		while (at < json.length()) {
			char character = json.charAt(at++);
			if (character != ' ' && character != '\n' && character != '\r' && character != '\t') return character;
		}
		return END;
	}

	/** Reads up to the closing quotation mark. */
	private boolean readsToken() {
		while (at < json.length()) {
			int character = json.charAt(at++);
			if (character == '"') return true;
			if (character == '\\') character = escaped();
			else if (character < ' ') return false;
			if (character == END) return false;
			tokens.next().append((char) character);
		}
		return false;
	}

	/** What an escape stands for. */
	private int escaped() {
		char kind = at < json.length() ? json.charAt(at++) : ' ';
		if (kind == '"' || kind == '\\' || kind == '/') return kind;
		if (kind == 'u') return hexadecimal();
		int control = "bfnrt".indexOf(kind);
		return control < 0 ? END : "\b\f\n\r\t".charAt(control);
	}

	private int hexadecimal() {
		int value = 0;
		for (int i = 0; i < 4; i++) {
			int digit = at < json.length() ? Character.digit(json.charAt(at++), 16) : END;
			if (digit < 0) return END;
			value = 16 * value + digit;
		}
		return value;
	}

	/** @return negative if it is no plain number */
	private int id(int first) {
		if (first < '0' || first > '9') return END;
		int value = first - '0';
		int begin = at;
		for (; at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9'; at++)
			value = 10 * value + json.charAt(at) - '0';
		int more = at - begin;
		return more < MOST_DIGITS && (first != '0' || more == 0) ? value : END;
	}
}
