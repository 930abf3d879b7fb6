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

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;

/** The tokens and their ids, each id from 0 to {@code size() - 1} taken exactly once. Immutable. */
final class Vocabulary {

	private final Path file;

	private final TokenTable ids;

	private Vocabulary(Path file, TokenTable ids) {
		this.file = file;
		this.ids = ids;
	}

	/**
	 * Puts a vocabulary together.
	 *
	 * @param file where it comes from, for messages
	 * @param words the tokens of the file; those that are added are put there, too
	 * @param added tokens that the tokenizer's configuration adds; most are among the words already, with the same id
	 * @throws IOException if an id is missing or taken twice
	 */
	static Vocabulary of(Path file, TokenTable words, Map<String, Integer> added) throws IOException {
		for (Map.Entry<String, Integer> token : added.entrySet()) {
			int index = words.index(token.getKey());
			if (index < 0) words.put(token.getKey(), token.getValue());
			else if (words.id(index) != token.getValue()) throw new IOException("The tokenizer's configuration " +
				"says that \"" + token.getKey() + "\" has id " + token.getValue() + ", but in " + file + " it has id " +
				words.id(index) + ": the files do not belong together.");
		}
		int size = words.size();
		BitSet taken = new BitSet(size);
		for (int i = 0; i < size; i++) {
			int id = words.id(i);
			if (id < 0 || id >= size) throw new IOException("The ids in " + file + " should be 0 to " +
				(size - 1) + " without gaps, but \"" + words.token(i) + "\" has id " + id + ".");
			if (taken.get(id)) throw new IOException("The id " + id + " in " + file + " stands for two tokens, one of " +
				"them \"" + words.token(i) + "\": every token needs an id of its own.");
			taken.set(id);
		}
		return new Vocabulary(file, words);
	}

	/** The token's id; null if it has none. */
	Integer id(String token) {
		int index = ids.index(token);
		return index < 0 ? null : ids.id(index);
	}

	/** The id of the token that lies there in a text; negative if it has none. */
	int id(char[] text, int from, int to) {
		int index = ids.index(text, from, to);
		return index < 0 ? index : ids.id(index);
	}

	/**
	 * The id of a token that must be there.
	 *
	 * @param role what it is for, as the configuration calls it
	 */
	int require(String token, String role) throws IOException {
		Integer id = id(token);
		if (id == null) throw new IOException("The vocabulary " + file + " lacks the " + role + " \"" + token +
			"\" that the tokenizer needs.");
		return id;
	}

	Path file() {
		return file;
	}
}
