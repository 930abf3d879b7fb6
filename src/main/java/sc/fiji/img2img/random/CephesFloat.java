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
 * Single precision logarithm, sine and cosine with the rounding errors that torch's noise has.
 * <p>
 * torch's vectorised {@code randn} does not call the C library but the polynomials of the Cephes library (Moshier) in
 * plain float arithmetic, which its compiler contracts to fused multiply-adds. Noise from more exact functions is off
 * by up to 2.2e-6 against it; the same polynomials in the same order give the same bits.
 * </p>
 */
final class CephesFloat {

	private static final float SQRT_HALF = 0.707106781186547524f;

	/** ln 2 in two parts, so that the first times a small integer is exact. */
	private static final float LN2_HIGH = 0.693359375f;

	private static final float LN2_LOW = -2.12194440e-4f;

	private static final float[] LOG = { 7.0376836292E-2f, -1.1514610310E-1f, 1.1676998740E-1f, -1.2420140846E-1f,
		1.4249322787E-1f, -1.6668057665E-1f, 2.0000714765E-1f, -2.4999993993E-1f, 3.3333331174E-1f };

	private static final float FOUR_OVER_PI = 1.27323954473516f;

	/** Minus pi/4 in three parts. */
	private static final float[] QUARTER_PI = { -0.78515625f, -2.4187564849853515625e-4f, -3.77489497744594108e-8f };

	private static final float[] SIN = { -1.9515295891E-4f, 8.3321608736E-3f, -1.6666654611E-1f };

	private static final float[] COS = { 2.443315711809948E-005f, -1.388731625493765E-003f, 4.166664568298827E-002f };

	private CephesFloat() {
		// NB: functions only.
	}

	/**
	 * The natural logarithm.
	 *
	 * @param x a positive normal number
	 */
	static float log(float x) {
		int bits = Float.floatToRawIntBits(x);
		float mantissa = Float.intBitsToFloat(bits & 0x807fffff | 0x3f000000);
		boolean small = mantissa < SQRT_HALF;
		float e = (bits >>> 23) - (small ? 127 : 126);
		float m = small ? mantissa - 1 + mantissa : mantissa - 1;

		float square = m * m;
		float y = Math.fma(polynomial(LOG, m) * m, square, e * LN2_LOW);
		y = Math.fma(square, -0.5f, y);
		return Math.fma(e, LN2_HIGH, m + y);
	}

	/**
	 * The sine.
	 *
	 * @param x at least 0, and below 8192 for full precision
	 */
	static float sin(float x) {
		int octant = octant(x);
		float rest = rest(x, octant);
		float value = (octant & 2) == 0 ? sinPolynomial(rest) : cosPolynomial(rest);
		return (octant & 4) == 0 ? value : -value;
	}

	/**
	 * The cosine.
	 *
	 * @param x at least 0, and below 8192 for full precision
	 */
	static float cos(float x) {
		int octant = octant(x);
		float rest = rest(x, octant);
		float value = (octant & 2) == 0 ? cosPolynomial(rest) : sinPolynomial(rest);
		return (octant - 2 & 4) == 0 ? -value : value;
	}

	/** The multiple of pi/4, always even, nearest to {@code x}. */
	private static int octant(float x) {
		return (int) (x * FOUR_OVER_PI) + 1 & ~1;
	}

	private static float rest(float x, int octant) {
		float rest = x;
		for (float part : QUARTER_PI) {
			rest = Math.fma(octant, part, rest);
		}
		return rest;
	}

	private static float sinPolynomial(float x) {
		float square = x * x;
		return Math.fma(polynomial(SIN, square) * square, x, x);
	}

	private static float cosPolynomial(float x) {
		float square = x * x;
		return Math.fma(polynomial(COS, square) * square, square, -0.5f * square) + 1;
	}

	/** Horner's scheme, the highest power first. */
	private static float polynomial(float[] coefficients, float x) {
		float y = coefficients[0];
		for (int i = 1; i < coefficients.length; i++) {
			y = Math.fma(y, x, coefficients[i]);
		}
		return y;
	}
}
