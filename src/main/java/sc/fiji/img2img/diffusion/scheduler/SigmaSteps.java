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
 * The model calls of a run of a {@link SigmaScheduler}: where each stands on both scales, in single precision.
 * <p>
 * Holds its arrays without copying them.
 * </p>
 */
final class SigmaSteps {

	/** The timesteps of the calls. */
	final double[] timesteps;
	/** The noise levels, as diffusers lists them; at least one more than calls. */
	final float[] sigmas;
	/** The noise levels that the model is called at, and one more. */
	final float[] called;
	/** The standard deviation of a run's first sample. */
	final float initNoiseSigma;

	SigmaSteps(double[] timesteps, float[] sigmas, float[] called, float initNoiseSigma) {
		this.timesteps = timesteps;
		this.sigmas = sigmas;
		this.called = called;
		this.initNoiseSigma = initNoiseSigma;
	}

	/** Calls at the very levels that are listed. */
	static SigmaSteps of(double[] timesteps, float[] sigmas, float initNoiseSigma) {
		return new SigmaSteps(timesteps, sigmas, sigmas, initNoiseSigma);
	}

	SigmaSteps withTimesteps(double[] others) {
		return new SigmaSteps(others, sigmas, called, initNoiseSigma);
	}

	/** The same with timesteps rounded to float32. */
	SigmaSteps withSingleTimesteps() {
		double[] rounded = new double[timesteps.length];
		for (int i = 0; i < rounded.length; i++) {
			rounded[i] = (float) timesteps[i];
		}
		return withTimesteps(rounded);
	}

	/** The same with a second call at the end of every step but the last. */
	SigmaSteps withCallsAtEnds() {
		double[] calls = new double[2 * timesteps.length - 1];
		float[] levels = new float[2 * timesteps.length];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = sigmas[(i + 1) / 2];
			if (i < calls.length) {
				calls[i] = timesteps[(i + 1) / 2];
			}
		}
		return of(calls, levels, initNoiseSigma);
	}
}
