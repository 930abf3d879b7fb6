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

/** Element-wise float32 arithmetic on latents; every method returns a new array. */
final class Latents {

	private Latents() {}

	/** a x + b y. */
	static float[] mix(float a, float[] x, float b, float[] y) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = a * x[i] + b * y[i];
		}
		return result;
	}

	/** x + factor y. */
	static float[] add(float[] x, float factor, float[] y) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = x[i] + factor * y[i];
		}
		return result;
	}

	/** factor (x - y). */
	static float[] difference(float factor, float[] x, float[] y) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = factor * (x[i] - y[i]);
		}
		return result;
	}

	/** (x - factor y) / divisor. */
	static float[] subtractThenDivide(float[] x, float factor, float[] y, float divisor) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = (x[i] - factor * y[i]) / divisor;
		}
		return result;
	}

	/** x / divisor. */
	static float[] divide(float[] x, float divisor) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = x[i] / divisor;
		}
		return result;
	}
}
