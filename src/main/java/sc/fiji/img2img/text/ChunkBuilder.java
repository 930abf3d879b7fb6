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

import java.util.ArrayList;
import java.util.List;

/** Fills chunks token by token. Not thread-safe. */
final class ChunkBuilder {

	/** How many tokens may move to the next chunk together, to keep what stands between two commas. */
	private static final int BACKTRACK = 20;

	private final ClipTokenizer tokenizer;

	private final int capacity;

	private final int comma;

	private final List<int[]> ids = new ArrayList<>();

	private final List<float[]> weights = new ArrayList<>();

	private final int[] tokens;

	private final float[] factors;

	private int count;

	private int lastComma = -1;

	ChunkBuilder(ClipTokenizer tokenizer) {
		this.tokenizer = tokenizer;
		capacity = tokenizer.maxLength() - 2;
		comma = tokenizer.comma();
		tokens = new int[capacity];
		factors = new float[capacity];
	}

	void add(int token, float weight) {
		if (token == comma) {
			lastComma = count;
		}
		else if (count == capacity && lastComma >= 0 && count - lastComma <= BACKTRACK) {
			moveOn(lastComma + 1);
		}
		if (count == capacity) finishChunk();
		tokens[count] = token;
		factors[count++] = weight;
	}

	/** Ends the chunk, also an empty one. */
	void finishChunk() {
		moveOn(count);
	}

	/** Ends the last chunk, unless it is empty and not the only one. */
	void finish() {
		if (count > 0 || ids.isEmpty()) finishChunk();
	}

	List<int[]> ids() {
		return ids;
	}

	List<float[]> weights() {
		return weights;
	}

	/** Ends the chunk before a token, and begins the next one with the rest. */
	private void moveOn(int from) {
		float[] padded = PromptChunks.ones(capacity + 2);
		System.arraycopy(factors, 0, padded, 1, from);
		int[] kept = new int[from];
		System.arraycopy(tokens, 0, kept, 0, from);
		ids.add(tokenizer.padded(kept));
		weights.add(padded);

		count -= from;
		System.arraycopy(tokens, from, tokens, 0, count);
		System.arraycopy(factors, from, factors, 0, count);
		lastComma = -1;
	}
}
