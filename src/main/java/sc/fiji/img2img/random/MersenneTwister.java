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
 * The 32-bit Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded as its authors' {@code init_genrand} does.
 * <p>
 * Not thread-safe.
 * </p>
 */
final class MersenneTwister {

	private static final int N = 624;

	private static final int M = 397;

	private static final int MATRIX_A = 0x9908b0df;

	private static final int UPPER = 0x80000000;

	private static final int LOWER = 0x7fffffff;

	private final int[] state = new int[N];

	private int position = N;

	/**
	 * @param seed the 32 bits of the seed
	 */
	MersenneTwister(int seed) {
		state[0] = seed;
		for (int i = 1; i < N; i++) {
			state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
		}
	}

	/** The next 32 random bits. */
	int nextInt() {
		if (position == N) {
			twist();
			position = 0;
		}
		int y = state[position++];
		y ^= y >>> 11;
		y ^= y << 7 & 0x9d2c5680;
		y ^= y << 15 & 0xefc60000;
		return y ^ y >>> 18;
	}

	/** The next 64 random bits, the first draw in the upper half. */
	long nextLong() {
		long high = nextInt();
		long low = nextInt();
		return high << 32 | low & 0xffffffffL;
	}

	private void twist() {
		for (int i = 0; i < N; i++) {
			int bits = state[i] & UPPER | state[(i + 1) % N] & LOWER;
			int odd = (bits & 1) == 0 ? 0 : MATRIX_A;
			state[i] = state[(i + M) % N] ^ bits >>> 1 ^ odd;
		}
	}
}
