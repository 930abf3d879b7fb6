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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Byte pair encoding with an end-of-word mark: a word's UTF-8 bytes are joined pair by pair, the pair that stands
 * first in the list of merges first (Sennrich et al. 2016).
 * <p>
 * Immutable and thread-safe.
 * </p>
 */
final class BytePairs {

	/** What the last token of a word ends in. */
	static final String END_OF_WORD = "</w>";

	/** NB: no merge knows it, so that unknown bytes stay as they are. */
	private static final int UNKNOWN = -1;

	/** The ids of the single bytes, within a word and at its end. */
	private final int[] inner = new int[256];

	private final int[] last = new int[256];

	private final PairRanks ranks;

	private final int[] merged;

	private BytePairs(Vocabulary vocabulary, Path file, Texts merges) throws IOException {
		for (int value = 0; value < 256; value++) {
			String symbol = String.valueOf(ByteAlphabet.character(value));
			inner[value] = idOrUnknown(vocabulary, symbol);
			last[value] = idOrUnknown(vocabulary, symbol + END_OF_WORD);
		}
		merged = new int[merges.size() / 2];
		ranks = new PairRanks(merged.length);
		for (int rank = 0; rank < merged.length; rank++) {
			int begin = merges.start(2 * rank);
			int middle = merges.end(2 * rank);
			int end = merges.end(2 * rank + 1);
			int left = vocabulary.id(merges.chars(), begin, middle);
			int right = vocabulary.id(merges.chars(), middle, end);
			merged[rank] = vocabulary.id(merges.chars(), begin, end);
			if (left < 0 || right < 0 || merged[rank] < 0) throw foreign(vocabulary, file, merges.get(2 * rank), merges.get(2 *
				rank + 1));
			ranks.put(left, right, rank);
		}
	}

	/**
	 * @param file where the merges come from, for messages
	 * @param merges pairs of tokens, one token after the other, the pair to be joined first at the beginning
	 * @throws IOException if a merge joins or makes a token that the vocabulary lacks
	 */
	static BytePairs of(Vocabulary vocabulary, Path file, Texts merges) throws IOException {
		return new BytePairs(vocabulary, file, merges);
	}

	/**
	 * Splits a word into tokens.
	 *
	 * @param word at least one character
	 * @param unknown the id for bytes that the vocabulary lacks
	 * @return the tokens' ids
	 */
	int[] encode(String word, int unknown) {
		byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
		int[] ids = new int[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			ids[i] = (i < bytes.length - 1 ? inner : last)[bytes[i] & 0xff];
		}
		int length = ids.length;
		for (int rank = best(ids, length); rank >= 0; rank = best(ids, length)) {
			length = merge(ids, length, rank);
		}
		return Arrays.stream(ids, 0, length).map(id -> id == UNKNOWN ? unknown : id).toArray();
	}

	/** The rank of the pair to be joined next; -1 if none is left. */
	private int best(int[] ids, int length) {
		int best = -1;
		for (int i = 0; i + 1 < length; i++) {
			int rank = ranks.get(ids[i], ids[i + 1]);
			if (rank >= 0 && (best < 0 || rank < best)) best = rank;
		}
		return best;
	}

	/** Joins every occurrence of a pair, from left to right and in place. */
	private int merge(int[] ids, int length, int rank) {
		int to = 0;
		for (int from = 0; from < length; from++) {
			boolean joins = from + 1 < length && ranks.get(ids[from], ids[from + 1]) == rank;
			ids[to++] = joins ? merged[rank] : ids[from];
			if (joins) from++;
		}
		return to;
	}

	private static int idOrUnknown(Vocabulary vocabulary, String token) {
		Integer id = vocabulary.id(token);
		return id == null ? UNKNOWN : id;
	}

	private static IOException foreign(Vocabulary vocabulary, Path file, String left, String right) {
		String token = Stream.of(left, right, left + right).filter(part -> vocabulary.id(part) == null).findFirst().orElseThrow();
		return new IOException("The merge \"" + left + " " + right + "\" in " + file + " needs the token \"" + token +
			"\", which " + vocabulary.file() + " lacks: they do not belong together.");
	}
}
