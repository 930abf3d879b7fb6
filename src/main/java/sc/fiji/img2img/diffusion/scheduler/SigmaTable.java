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
 * The noise level (sigma: standard deviation of the noise over that of the image) of every training timestep, and the
 * way between the two scales.
 */
final class SigmaTable {

	private static final double TINY = 1e-10;

	private final float[] sigmas;
	private final float[] logs;

	private SigmaTable(float[] sigmas, float[] logs) {
		this.sigmas = sigmas;
		this.logs = logs;
	}

	static SigmaTable of(NoiseSchedule noise) {
		float[] sigmas = new float[noise.length()];
		float[] logs = new float[sigmas.length];
		for (int t = 0; t < sigmas.length; t++) {
			float alpha = noise.alpha(t);
			sigmas[t] = FloatMath.sqrt((1 - alpha) / alpha);
			logs[t] = FloatMath.numpyLog(sigmas[t]);
		}
		return new SigmaTable(sigmas, logs);
	}

	/** The noise level of the first training timestep. */
	float smallest() {
		return sigmas[0];
	}

	/** The noise level of the last training timestep. */
	float largest() {
		return sigmas[sigmas.length - 1];
	}

	float smallestLog() {
		return logs[0];
	}

	float largestLog() {
		return logs[logs.length - 1];
	}

	/** The noise levels at timesteps that may be fractional; beyond the ends, those of the ends. */
	double[] at(double[] timesteps) {
		double[] result = new double[timesteps.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = at(timesteps[i]);
		}
		return result;
	}

	private double at(double timestep) {
		if (timestep <= 0) {
			return sigmas[0];
		}
		if (timestep >= sigmas.length - 1) {
			return largest();
		}
		int below = (int) timestep;
		double slope = (double) sigmas[below + 1] - sigmas[below];
		return slope * (timestep - below) + sigmas[below];
	}

	/** The fractional timesteps that have these noise levels, interpolated between their logarithms. */
	double[] timestepsOf(double[] levels) {
		double[] timesteps = new double[levels.length];
		for (int i = 0; i < levels.length; i++) {
			double log = Math.log(Math.max(levels[i], TINY));
			int low = lastNotAbove(log);
			double weight = clip((logs[low] - log) / (logs[low] - logs[low + 1]));
			timesteps[i] = (1 - weight) * low + weight * (low + 1);
		}
		return timesteps;
	}

	/** {@link #timestepsOf} in single precision. */
	float timestepOf(float level) {
		float log = FloatMath.numpyLog(Math.max(level, (float) TINY));
		int low = lastNotAbove(log);
		float weight = (float) clip((logs[low] - log) / (logs[low] - logs[low + 1]));
		return (1 - weight) * low + weight * (low + 1);
	}

	private int lastNotAbove(double log) {
		for (int i = logs.length - 2; i > 0; i--) {
			if (log - logs[i] >= 0) {
				return i;
			}
		}
		return 0;
	}

	private static double clip(double weight) {
		return Math.min(Math.max(weight, 0), 1);
	}
}
