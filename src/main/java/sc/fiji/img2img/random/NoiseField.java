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
 * Noise over an endless plane: of any part of it, what is drawn at a place is the same.
 * <p>
 * The plane is laid out in blocks, each with a stream of its own. Not thread-safe.
 * </p>
 */
public final class NoiseField implements NoiseSource {

	/** The width and height of a block. */
	private static final int EDGE = 32;

	private final NoiseDevice device;

	private final long seed;

	private final long left;

	private final long top;

	private final int width;

	private final int height;

	private int draws;

	private NoiseField(NoiseDevice device, long seed, long left, long top, int width, int height) {
		this.device = device;
		this.seed = seed;
		this.left = left;
		this.top = top;
		this.width = width;
		this.height = height;
	}

	/**
	 * The noise of a part of the plane.
	 *
	 * @param left at least 0
	 * @param top at least 0
	 */
	public static NoiseField of(NoiseDevice device, long seed, long left, long top, int width, int height) {
		return new NoiseField(device, seed, left, top, width, height);
	}

	/** @param count a multiple of the part's places: that of channels, one after the other, each row by row */
	@Override
	public float[] next(int count) {
		if (count % (width * height) != 0) throw new IllegalArgumentException("Noise for " + width + " x " + height +
			" places cannot be " + count + " numbers.");
		int channels = count / (width * height);
		float[] values = new float[count];
		for (long row = top / EDGE; row * EDGE < top + height; row++)
			for (long column = left / EDGE; column * EDGE < left + width; column++)
				copy(block(column, row, channels), column * EDGE - left, row * EDGE - top, channels, values);
		draws++;
		return values;
	}

	private float[] block(long column, long row, int channels) {
		long mixed = mix(mix(mix(seed) + column) + row);
		return device.seeded(mix(mixed + draws) & Long.MAX_VALUE).next(channels * EDGE * EDGE);
	}

	private void copy(float[] block, long x, long y, int channels, float[] values) {
		int from = (int) Math.max(0, -x);
		int end = (int) Math.min(EDGE, width - x);
		for (int c = 0; c < channels; c++)
			for (int by = (int) Math.max(0, -y); by < EDGE && by + y < height; by++)
				System.arraycopy(block, (c * EDGE + by) * EDGE + from, values, (int) ((c * height + by + y) * width + x + from), end -
					from);
	}

	/** SplitMix64's finalizer: each bit of the result depends on each bit of the number. */
	private static long mix(long number) {
		long z = number + 0x9e3779b97f4a7c15L;
		z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
		z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
		return z ^ z >>> 31;
	}
}
