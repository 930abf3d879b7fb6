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

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** How the variance that one training timestep adds (its beta) grows with the timestep. */
enum BetaSchedule {

	/** Evenly spaced. */
	LINEAR,
	/** Evenly spaced square roots: latent diffusion's choice. */
	SCALED_LINEAR,
	/** Nichol and Dhariwal's cosine, capped. */
	SQUAREDCOS_CAP_V2,
	/** A logistic curve. */
	SIGMOID,
	/** Signal-to-noise ratios spread like a Laplace distribution. */
	LAPLACE,
	/** A signal that decays exponentially. */
	EXP;

	private static final double MAX_BETA = 0.999;

	/** The betas as float32, as torch computes them. */
	float[] betas(double start, double end, int count) {
		switch (this) {
			case LINEAR:
				return FloatMath.linspace(start, end, count);
			case SCALED_LINEAR:
				float[] roots = FloatMath.linspace(Math.sqrt(start), Math.sqrt(end), count);
				for (int i = 0; i < count; i++) {
					roots[i] *= roots[i];
				}
				return roots;
			case SIGMOID:
				float[] betas = FloatMath.linspace(-6, 6, count);
				for (int i = 0; i < count; i++) {
					betas[i] = (float) (1 / (1 + Math.exp(-betas[i]))) * (float) (end - start) + (float) start;
				}
				return betas;
			case SQUAREDCOS_CAP_V2:
				return fromSignal(t -> square(Math.cos((t + 0.008) / 1.008 * Math.PI / 2)), count);
			case LAPLACE:
				return fromSignal(BetaSchedule::laplaceSignal, count);
			default:
				return fromSignal(t -> Math.exp(t * -12), count);
		}
	}

	/** @param signal the share of the signal's variance that is left at a time from 0 to 1 */
	private static float[] fromSignal(DoubleUnaryOperator signal, int count) {
		float[] betas = new float[count];
		for (int i = 0; i < count; i++) {
			double before = signal.applyAsDouble((double) i / count);
			double after = signal.applyAsDouble((double) (i + 1) / count);
			betas[i] = (float) Math.min(1 - after / before, MAX_BETA);
		}
		return betas;
	}

	private static double laplaceSignal(double t) {
		double lambda = -0.5 * Math.copySign(1, 0.5 - t) * Math.log(1 - 2 * Math.abs(0.5 - t) + 1e-6);
		double snr = Math.exp(lambda);
		return Math.sqrt(snr / (1 + snr));
	}

	private static double square(double x) {
		return x * x;
	}

	/** The word in the JSON. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
