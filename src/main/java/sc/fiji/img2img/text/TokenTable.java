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
import java.util.Map;

/** Tokens and their ids, as a map has them, but without an object for each. Not thread-safe while it is filled. */
final class TokenTable {

	private static final int ABSENT = -1;

	/** NB: another one in each start, so that nobody can write a file whose tokens all belong at one place. */
	private static final int SEED = (int) System.nanoTime();

	private static final int SPREAD = 0x9e3779b1;

	private final Texts tokens = new Texts();

	private int[] ids = new int[1 << 8];

	/** Each token's index + 1 at a place that its characters give, or behind it where that is taken; 0 where it is free. */
	private int[] places = new int[1 << 9];

	static TokenTable of(Map<String, Integer> ids) {
		TokenTable table = new TokenTable();
		ids.forEach(table::put);
		return table;
	}

	/** Gives a token an id, in the place of an earlier one. */
	void put(String token, int id) {
		tokens.append(token, 0, token.length());
		put(id);
	}

	/** What the next token's characters are added to; those of one. */
	Texts next() {
		return tokens;
	}

	/** As {@link #put(String, int)}, for the token whose characters were added to {@link #next()}. */
	void put(int id) {
		int count = size();
		int place = place(tokens.chars(), tokens.start(count), tokens.end(count));
		if (places[place] != 0) {
			ids[places[place] - 1] = id;
			tokens.drop();
			return;
		}
		tokens.end();
		if (count == ids.length) {
			grow();
			place = place(tokens.chars(), tokens.start(count), tokens.end(count));
		}
		ids[count] = id;
		places[place] = count + 1;
	}

	int size() {
		return tokens.size();
	}

	/** A token by its index, in the order in which they were put. */
	String token(int index) {
		return tokens.get(index);
	}

	/** The id of that. */
	int id(int index) {
		return ids[index];
	}

	/** The index of a token; -1 if it is not here. */
	int index(char[] text, int from, int to) {
		return places[place(text, from, to)] - 1;
	}

	/** As {@link #index(char[], int, int)}. */
	int index(String token) {
		return index(token.toCharArray(), 0, token.length());
	}

	boolean contains(String token) {
		return index(token) != ABSENT;
	}

	// -- Helper methods --

	/** Where a token is, or would be. */
	private int place(char[] text, int from, int to) {
		int hash = SEED;
		for (int i = from; i < to; i++)
			hash = (hash ^ text[i]) * SPREAD;
		int last = places.length - 1;
		int place = (hash ^ hash >>> 15) & last;
		while (places[place] != 0 && !is(places[place] - 1, text, from, to))
			place = place + 1 & last;
		return place;
	}

	private boolean is(int index, char[] text, int from, int to) {
		return Arrays.equals(tokens.chars(), tokens.start(index), tokens.end(index), text, from, to);
	}

	private void grow() {
		ids = Arrays.copyOf(ids, 2 * ids.length);
		places = new int[2 * ids.length];
		for (int i = 0; i < size() - 1; i++)
			places[place(tokens.chars(), tokens.start(i), tokens.end(i))] = i + 1;
	}
}
