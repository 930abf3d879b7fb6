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
 * The noise of {@code torch.randn(..., dtype=torch.float32, device="cuda")}, computed without a GPU.
 * <p>
 * torch gives every element a GPU thread of its own: element i of the n-th call is the first of the normals that
 * Box and Muller's method makes of Philox4x32-10's words for counter (n, i) and the seed as key. This is also what
 * AUTOMATIC1111 calls the random source "NV".
 * </p>
 * <p>
 * NB: That holds for draws of at most as many elements as the GPU runs threads at a time (multiprocessors x threads per
 * multiprocessor: 43008 on an RTX 3060, 270336 on an H100). For larger ones torch lets each thread make up to four
 * elements, so that the picture depends on the GPU; this class goes on with one thread per element, whatever the count.
 * The last digits differ too, since GPUs use a faster and less exact sine here. Compared with published print-outs of
 * four decimals over three calls of one stream, not on a GPU.
 * </p>
 */
public final class PhiloxGenerator implements NoiseSource {

	private static final float STEP = 0x1p-32f;

	private static final float ANGLE_STEP = STEP * 6.2831855f;

	private final long seed;

	private int call;

	private PhiloxGenerator(long seed) {
		this.seed = seed;
	}

	/**
	 * A stream as after {@code torch.Generator("cuda").manual_seed(seed)}.
	 *
	 * @param seed any value; all 64 bits count
	 */
	public static PhiloxGenerator of(long seed) {
		return new PhiloxGenerator(seed);
	}

	@Override
	public float[] next(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("Cannot draw " + count + " noise values: at least 1 is needed.");
		}
		float[] values = new float[count];
		int[] words = new int[4];
		for (int i = 0; i < count; i++) {
			words[0] = call;
			words[1] = 0;
			words[2] = i;
			words[3] = 0;
			Philox.scramble(words, (int) seed, (int) (seed >>> 32));
			values[i] = normal(words[0], words[1]);
		}
		call++;
		return values;
	}

	/** Box and Muller's sine half, with the uniforms rounded to float as on the GPU. */
	private static float normal(int first, int second) {
		float u = toFloat(first) * STEP + STEP / 2;
		float angle = Math.fma(toFloat(second), ANGLE_STEP, ANGLE_STEP / 2);
		return (float) (Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.sin(angle));
	}

	private static float toFloat(int unsigned) {
		return Integer.toUnsignedLong(unsigned);
	}
}
