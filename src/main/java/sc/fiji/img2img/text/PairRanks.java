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

/** Which pairs of tokens are joined, and how early. Not thread-safe while it is filled. */
final class PairRanks {

	/** NB: another one in each start, so that nobody can write a file whose pairs all belong at one place. */
	private static final int SEED = (int) System.nanoTime();

	private static final int SPREAD = 0x9e3779b1;

	private final long[] pairs;

	/** Each pair's rank + 1 at a place that its tokens give, or behind it where that is taken; 0 where it is free. */
	private final int[] ranks;

	/** @param capacity as many as are put */
	PairRanks(int capacity) {
		int places = Integer.highestOneBit(Math.max(1, capacity)) << 2;
		pairs = new long[places];
		ranks = new int[places];
	}

	/** Gives a pair a rank, in the place of an earlier one. */
	void put(int left, int right, int rank) {
		int place = place(left, right);
		pairs[place] = pair(left, right);
		ranks[place] = rank + 1;
	}

	/** The rank of a pair; -1 if it is not here. */
	int get(int left, int right) {
		return ranks[place(left, right)] - 1;
	}

	/** Where a pair is, or would be. */
	private int place(int left, int right) {
		long pair = pair(left, right);
		int hash = ((left ^ SEED) * SPREAD ^ right) * SPREAD;
		int place = (hash ^ hash >>> 15) & ranks.length - 1;
		while (ranks[place] != 0 && pairs[place] != pair)
			place = place + 1 & ranks.length - 1;
		return place;
	}

	private static long pair(int left, int right) {
		return (long) left << 32 | right & 0xffffffffL;
	}
}
