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
 * The noise of {@code torch.randn(..., dtype=torch.float32)} with a generator on the CPU.
 * <p>
 * Draws of 16 and more values take 24-bit uniforms and turn them into normals by Box and Muller's method in blocks of
 * 16; when the count is no multiple of 16, the last 16 values are drawn anew. Smaller draws take 53-bit uniforms, two
 * values at a time; a value left over is kept for the next small draw, also across large ones.
 * </p>
 * <p>
 * Large draws are bit for bit those of torch on x86 with AVX2 or AVX-512, measured over 2<sup>20</sup> values; torch on
 * a CPU without them calls the C library and differs from both by up to 2.2e-6.
 * </p>
 */
public final class TorchCpuGenerator implements NoiseSource {

	private static final int BLOCK = 16;

	private static final int HALF = BLOCK / 2;

	private static final float TWO_PI = (float) (2 * Math.PI);

	private final MersenneTwister twister;

	private double spare;

	private boolean hasSpare;

	private TorchCpuGenerator(int seed) {
		twister = new MersenneTwister(seed);
	}

	/**
	 * A stream as after {@code torch.Generator().manual_seed(seed)}.
	 *
	 * @param seed any value. NB: as in torch only its lower 32 bits count, so that seeds 2<sup>32</sup> apart give the
	 *          same noise.
	 */
	public static TorchCpuGenerator of(long seed) {
		return new TorchCpuGenerator((int) seed);
	}

	@Override
	public float[] next(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("Cannot draw " + count + " noise values: at least 1 is needed.");
		}
		float[] values = new float[count];
		if (count < BLOCK) {
			fillSmall(values);
		}
		else {
			fillLarge(values);
		}
		return values;
	}

	private void fillLarge(float[] values) {
		drawUniforms(values, 0);
		for (int i = 0; i + BLOCK <= values.length; i += BLOCK) {
			boxMuller(values, i);
		}
		if (values.length % BLOCK != 0) {
			int last = values.length - BLOCK;
			drawUniforms(values, last);
			boxMuller(values, last);
		}
	}

	private void drawUniforms(float[] values, int from) {
		for (int i = from; i < values.length; i++) {
			values[i] = (twister.nextInt() & 0xffffff) * 0x1p-24f;
		}
	}

	/** Turns 16 uniforms into 16 normals in place: value j and value j + 8 make a pair. */
	private static void boxMuller(float[] values, int from) {
		for (int j = from; j < from + HALF; j++) {
			float radius = (float) Math.sqrt(-2 * CephesFloat.log(1 - values[j]));
			float theta = TWO_PI * values[j + HALF];
			values[j] = radius * CephesFloat.cos(theta);
			values[j + HALF] = radius * CephesFloat.sin(theta);
		}
	}

	private void fillSmall(float[] values) {
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) nextNormal();
		}
	}

	private double nextNormal() {
		if (hasSpare) {
			hasSpare = false;
			return spare;
		}
		double theta = 2 * Math.PI * nextUniform();
		double radius = Math.sqrt(-2 * StrictMath.log1p(-nextUniform()));
		spare = radius * StrictMath.sin(theta);
		hasSpare = true;
		return radius * StrictMath.cos(theta);
	}

	private double nextUniform() {
		return (twister.nextLong() & 0x1fffffffffffffL) * 0x1p-53;
	}
}
