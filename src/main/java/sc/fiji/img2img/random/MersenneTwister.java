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
