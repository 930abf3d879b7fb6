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
 * The beta distribution with both parameters equal and below 1, whose quantiles place timesteps densely at both ends
 * (Lee et al., "Beta Sampling is All You Need").
 */
final class BetaDistribution {

	private static final int MAX_TERMS = 200;
	private static final int MAX_NEWTON_STEPS = 50;

	private final double parameter;
	private final double half;

	private BetaDistribution(double parameter) {
		this.parameter = parameter;
		half = integral(0.5);
	}

	/** @param parameter both alpha and beta, between 0 and 1 */
	static BetaDistribution of(double parameter) {
		return new BetaDistribution(parameter);
	}

	/**
	 * The inverse of the cumulative distribution function.
	 *
	 * @param p a probability from 0 to 1
	 */
	double quantile(double p) {
		return p > 0.5 ? 1 - lowerQuantile(1 - p) : lowerQuantile(p);
	}

	/** Newton's method from above. The integral is concave below 1/2, so that no step after the first can overshoot. */
	private double lowerQuantile(double p) {
		double target = 2 * half * p;
		double x = Math.pow(parameter * target, 1 / parameter);
		for (int i = 0; i < MAX_NEWTON_STEPS && x > 0; i++) {
			double density = Math.pow(x * (1 - x), parameter - 1);
			double next = x - (integral(x) - target) / density;
			if (Math.abs(next - x) <= Math.ulp(x)) {
				return next;
			}
			x = next;
		}
		return x;
	}

	/** The integral of (t (1 - t))^(parameter - 1) from 0 to x, by expanding the second factor; all terms are positive. */
	private double integral(double x) {
		double coefficient = 1;
		double sum = 1 / parameter;
		for (int n = 1; n < MAX_TERMS; n++) {
			coefficient *= (n - parameter) / n * x;
			double term = coefficient / (parameter + n);
			sum += term;
			if (term < sum * 1e-17) {
				break;
			}
		}
		return Math.pow(x, parameter) * sum;
	}
}
