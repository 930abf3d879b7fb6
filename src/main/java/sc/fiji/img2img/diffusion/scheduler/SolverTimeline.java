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
 * The timesteps of a run and the shares of image (alpha) and noise (sigma) in its samples, for solvers that count in
 * half the logarithm of the signal-to-noise ratio, lambda = log(alpha / sigma) (Lu et al., "DPM-Solver").
 */
final class SolverTimeline {

	private final double[] timesteps;
	private final float[] levels;
	private final boolean flow;

	/**
	 * @param levels the noise levels (sigma over alpha, or sigma itself for a flow), one more than timesteps
	 * @param flow whether alpha is 1 - sigma; else alpha² + sigma² = 1
	 */
	SolverTimeline(double[] timesteps, float[] levels, boolean flow) {
		this.timesteps = timesteps;
		this.levels = levels;
		this.flow = flow;
	}

	double[] timesteps() {
		return timesteps.clone();
	}

	float[] levels() {
		return levels.clone();
	}

	/** The number of model calls. */
	int length() {
		return timesteps.length;
	}

	/** The noise level at an index, as the schedule has it. */
	float level(int index) {
		return levels[index];
	}

	/** The share of the image in the sample at an index. */
	float alpha(int index) {
		return flow ? 1 - levels[index] : 1 / FloatMath.sqrt(levels[index] * levels[index] + 1);
	}

	/** The share of the noise in the sample at an index. */
	float sigma(int index) {
		return flow ? levels[index] : levels[index] * alpha(index);
	}

	/** Half the logarithm of the signal-to-noise ratio at an index; infinite at a clean end. */
	float lambda(int index) {
		return FloatMath.log(alpha(index)) - FloatMath.log(sigma(index));
	}

	float[] addNoise(float[] clean, float[] noise, int index) {
		return Latents.mix(alpha(index), clean, sigma(index), noise);
	}
}
