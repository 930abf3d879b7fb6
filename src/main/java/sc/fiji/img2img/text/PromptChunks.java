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
import java.util.Arrays;
import java.util.List;

/**
 * A prompt as a text encoder takes it: chunks of token ids, each with begin, end and padding, and a weight for every
 * token.
 * <p>
 * A prompt without weights that fits into one chunk has the ids of {@link ClipTokenizer#encodePadded}. Longer prompts
 * are cut as in AUTOMATIC1111: where a comma is among the last 20 tokens of a full chunk, what follows it moves to the
 * next chunk. NB: Pieces of different weight are tokenized each by itself, so that a weight within a word splits it.
 * </p>
 * <p>
 * Immutable.
 * </p>
 */
public final class PromptChunks {

	private final ClipTokenizer tokenizer;

	private final List<int[]> ids;

	private final List<float[]> weights;

	private PromptChunks(ClipTokenizer tokenizer, List<int[]> ids, List<float[]> weights) {
		this.tokenizer = tokenizer;
		this.ids = ids;
		this.weights = weights;
	}

	/** Tokenizes a prompt; at least one chunk comes out. */
	public static PromptChunks of(ClipTokenizer tokenizer, Prompt prompt) {
		ChunkBuilder builder = new ChunkBuilder(tokenizer);
		for (WeightedText part : prompt.parts()) {
			if (part == WeightedText.BREAK) {
				builder.finishChunk();
				continue;
			}
			for (int id : tokenizer.encode(part.text())) {
				builder.add(id, (float) part.weight());
			}
		}
		builder.finish();
		return new PromptChunks(tokenizer, builder.ids(), builder.weights());
	}

	/**
	 * The same chunks and as many empty ones after them as are missing, so that a prompt and its negative prompt have
	 * equally many.
	 *
	 * @param size how many chunks there shall be; with fewer than there are, nothing changes
	 */
	public PromptChunks paddedTo(int size) {
		List<int[]> moreIds = new ArrayList<>(ids);
		List<float[]> moreWeights = new ArrayList<>(weights);
		while (moreIds.size() < size) {
			moreIds.add(tokenizer.padded(new int[0]));
			moreWeights.add(ones(length()));
		}
		return new PromptChunks(tokenizer, moreIds, moreWeights);
	}

	/** How many chunks there are. */
	public int size() {
		return ids.size();
	}

	/** How many ids a chunk has, always the tokenizer's {@link ClipTokenizer#maxLength()}. */
	public int length() {
		return tokenizer.maxLength();
	}

	/** A chunk's {@link #length()} ids, as a copy. */
	public int[] ids(int chunk) {
		return ids.get(chunk).clone();
	}

	/** The weights of a chunk's ids, as a copy; begin, end and padding weigh 1. */
	public float[] weights(int chunk) {
		return weights.get(chunk).clone();
	}

	static float[] ones(int length) {
		float[] ones = new float[length];
		Arrays.fill(ones, 1);
		return ones;
	}
}
