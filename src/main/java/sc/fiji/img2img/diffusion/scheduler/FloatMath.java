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
package sc.fiji.img2img.diffusion.scheduler;

/**
 * Single-precision arithmetic as torch and numpy do it, down to the rounding.
 * <p>
 * Schedules are full of differences of nearly equal numbers and of timesteps cut to whole numbers, so that another
 * rounding here can become another timestep there.
 * </p>
 */
final class FloatMath {

	private static final float SQRT2 = 1.41421356f;
	private static final float LN2 = 0.693147181f;
	/** A minimax rational approximation of log(1 + x) for x from sqrt(1/2) - 1 to sqrt(2) - 1, highest power first. */
	private static final float[] LOG_NUMERATOR = { 2.589979117907922693523e-02f, 3.808837741388407920751e-01f,
		1.480000633576506585156e+00f, 2.112677543073053063722e+00f, 9.999999999999998702752e-01f, 0f };
	private static final float[] LOG_DENOMINATOR = { 5.875095403124574342950e-03f, 1.546476374983906719538e-01f,
		9.864942958519418960339e-01f, 2.453006071784736363091e+00f, 2.612677543073109236779e+00f, 1f };

	private FloatMath() {}

	static float sqrt(float x) {
		return (float) Math.sqrt(x);
	}

	/** torch's log. */
	static float log(float x) {
		return (float) Math.log(x);
	}

	static float exp(float x) {
		return (float) Math.exp(x);
	}

	static float expm1(float x) {
		return (float) Math.expm1(x);
	}

	/** numpy's log of a float32, which is off the nearest float in one of five cases; measured equal for CPUs with FMA. */
	static float numpyLog(float x) {
		if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
			return (float) Math.log(x);
		}
		int exponent = Math.getExponent(x);
		float mantissa = Math.scalb(x, -exponent);
		if (mantissa > SQRT2) {
			mantissa *= 0.5f;
			exponent++;
		}
		float y = mantissa - 1;
		float quotient = polynomial(LOG_NUMERATOR, y) / polynomial(LOG_DENOMINATOR, y);
		return Math.fma(exponent, LN2, quotient);
	}

	private static float polynomial(float[] coefficients, float x) {
		float value = coefficients[0];
		for (int i = 1; i < coefficients.length; i++) {
			value = Math.fma(value, x, coefficients[i]);
		}
		return value;
	}

	/** {@code torch.linspace}: counted from the nearer end, each value rounded once. */
	static float[] linspace(double start, double end, int count) {
		float first = (float) start;
		float last = (float) end;
		float[] values = new float[count];
		if (count == 1) {
			values[0] = first;
			return values;
		}
		float step = (last - first) / (count - 1);
		for (int i = 0; i < count; i++) {
			values[i] = i < count / 2 ? Math.fma(step, i, first) : Math.fma(-step, count - 1 - i, last);
		}
		return values;
	}

	/** {@code numpy.linspace}, in double precision. */
	static double[] linspaceDouble(double start, double end, int count) {
		double[] values = new double[count];
		double step = (end - start) / (count - 1);
		for (int i = 0; i < count - 1; i++) {
			values[i] = i * step + start;
		}
		values[count - 1] = count == 1 ? start : end;
		return values;
	}
}
