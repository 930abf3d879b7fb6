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

/** A weighted sum of latents, added up from left to right in float32. */
final class LatentSum {

	private final float[] sum;

	private LatentSum(float[] sum) {
		this.sum = sum;
	}

	static LatentSum of(float weight, float[] latent) {
		float[] sum = new float[latent.length];
		for (int i = 0; i < sum.length; i++) {
			sum[i] = weight * latent[i];
		}
		return new LatentSum(sum);
	}

	/** Starts with a quotient. */
	static LatentSum ofDivided(float[] latent, float divisor) {
		return new LatentSum(Latents.divide(latent, divisor));
	}

	/** Adds one more term to this very sum. */
	LatentSum plus(float weight, float[] latent) {
		for (int i = 0; i < sum.length; i++) {
			sum[i] += weight * latent[i];
		}
		return this;
	}

	/** A multiple of the sum. */
	float[] times(float factor) {
		float[] result = new float[sum.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = factor * sum[i];
		}
		return result;
	}

	/** The sum; no term may be added afterwards. */
	float[] toArray() {
		return sum;
	}
}
