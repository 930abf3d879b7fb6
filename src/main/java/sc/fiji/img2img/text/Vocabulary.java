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
import java.util.HashMap;
import java.util.Map;

/** The tokens and their ids, each id from 0 to {@code size() - 1} taken exactly once. Immutable. */
final class Vocabulary {

	private final Path file;

	private final Map<String, Integer> ids;

	private Vocabulary(Path file, Map<String, Integer> ids) {
		this.file = file;
		this.ids = ids;
	}

	/**
	 * Puts a vocabulary together.
	 *
	 * @param file where it comes from, for messages
	 * @param words the tokens of the file
	 * @param added tokens that the tokenizer's configuration adds; most are among the words already, with the same id
	 * @throws IOException if an id is missing or taken twice
	 */
	static Vocabulary of(Path file, Map<String, Integer> words, Map<String, Integer> added)
		throws IOException
	{
		Map<String, Integer> ids = new HashMap<>(words);
		for (Map.Entry<String, Integer> token : added.entrySet()) {
			Integer known = ids.putIfAbsent(token.getKey(), token.getValue());
			if (known != null && !known.equals(token.getValue())) throw new IOException("The tokenizer's configuration " +
				"says that \"" + token.getKey() + "\" has id " + token.getValue() + ", but in " + file + " it has id " +
				known + ": the files do not belong together.");
		}
		BitSet taken = new BitSet(ids.size());
		for (Map.Entry<String, Integer> token : ids.entrySet()) {
			int id = token.getValue();
			if (id < 0 || id >= ids.size()) throw new IOException("The ids in " + file + " should be 0 to " +
				(ids.size() - 1) + " without gaps, but \"" + token.getKey() + "\" has id " + id + ".");
			if (taken.get(id)) throw new IOException("The id " + id + " in " + file + " stands for two tokens, one of " +
				"them \"" + token.getKey() + "\": every token needs an id of its own.");
			taken.set(id);
		}
		return new Vocabulary(file, ids);
	}

	/** The token's id; null if it has none. */
	Integer id(String token) {
		return ids.get(token);
	}

	/**
	 * The id of a token that must be there.
	 *
	 * @param role what it is for, as the configuration calls it
	 */
	int require(String token, String role) throws IOException {
		Integer id = ids.get(token);
		if (id == null) throw new IOException("The vocabulary " + file + " lacks the " + role + " \"" + token +
			"\" that the tokenizer needs.");
		return id;
	}

	Path file() {
		return file;
	}
}
