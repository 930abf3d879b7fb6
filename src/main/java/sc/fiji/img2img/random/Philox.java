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
package sc.fiji.img2img.random;

/**
 * The counter-based generator Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011).
 */
final class Philox {

	private static final int ROUNDS = 10;

	private static final long MULTIPLIER_0 = 0xd2511f53L;

	private static final long MULTIPLIER_1 = 0xcd9e8d57L;

	private static final int WEYL_0 = 0x9e3779b9;

	private static final int WEYL_1 = 0xbb67ae85;

	private static final long LOW = 0xffffffffL;

	private Philox() {
		// NB: functions only.
	}

	/**
	 * Replaces a counter by the four random words that belong to it.
	 *
	 * @param counter four words, overwritten
	 * @param key0 the key's first word (the lower half of a 64-bit seed)
	 * @param key1 the key's second word
	 */
	static void scramble(int[] counter, int key0, int key1) {
		int k0 = key0;
		int k1 = key1;
		for (int round = 0; round < ROUNDS; round++) {
			long product0 = MULTIPLIER_0 * (counter[0] & LOW);
			long product1 = MULTIPLIER_1 * (counter[2] & LOW);
			counter[0] = (int) (product1 >>> 32) ^ counter[1] ^ k0;
			counter[1] = (int) product1;
			counter[2] = (int) (product0 >>> 32) ^ counter[3] ^ k1;
			counter[3] = (int) product0;
			k0 += WEYL_0;
			k1 += WEYL_1;
		}
	}
}
