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

import java.util.OptionalDouble;

/**
 * How the noise levels of a run are spread between the largest and the smallest one.
 * <p>
 * At most one of the keys {@code use_karras_sigmas}, {@code use_exponential_sigmas} and {@code use_beta_sigmas} may be
 * set; without any, the levels are those of the visited timesteps.
 * </p>
 */
final class SigmaSpacing {

	private enum Kind {
		TIMESTEPS, KARRAS, EXPONENTIAL, BETA
	}

	private static final double RHO = 7;
	private static final BetaDistribution DENSE_ENDS = BetaDistribution.of(0.6);

	private final Kind kind;
	private final OptionalDouble smallest;
	private final OptionalDouble largest;

	private SigmaSpacing(Kind kind, OptionalDouble smallest, OptionalDouble largest) {
		this.kind = kind;
		this.smallest = smallest;
		this.largest = largest;
	}

	/**
	 * Reads the keys above, and {@code sigma_min} and {@code sigma_max}, which replace the ends. NB: diffusers honours
	 * these two also in samplers that do not list them among their parameters.
	 */
	static SigmaSpacing of(SchedulerConfig config) {
		boolean karras = config.flag("use_karras_sigmas", false);
		boolean exponential = config.flag("use_exponential_sigmas", false);
		boolean beta = config.flag("use_beta_sigmas", false);
		if (karras && exponential || karras && beta || exponential && beta) {
			throw new IllegalArgumentException("Of the scheduler's use_karras_sigmas, use_exponential_sigmas and" +
				" use_beta_sigmas more than one is true, but at most one can be.");
		}
		Kind kind = karras ? Kind.KARRAS : exponential ? Kind.EXPONENTIAL : beta ? Kind.BETA : Kind.TIMESTEPS;
		return new SigmaSpacing(kind, config.positive("sigma_min"), config.positive("sigma_max"));
	}

	/** The same, but with Karras' levels always reaching from end to end: LMS alone ignores the two keys there. */
	SigmaSpacing withFullKarrasRange() {
		return isKarras() ? new SigmaSpacing(kind, OptionalDouble.empty(), OptionalDouble.empty()) : this;
	}

	/** Whether the levels are simply those of the visited timesteps. */
	boolean isOfTimesteps() {
		return kind == Kind.TIMESTEPS;
	}

	boolean isKarras() {
		return kind == Kind.KARRAS;
	}

	/**
	 * Noise levels from high to low.
	 *
	 * @param first the largest level, unless the configuration has another
	 * @param last the smallest level, unless the configuration has another
	 */
	double[] levels(double first, double last, int count) {
		double high = largest.orElse(first);
		double low = smallest.orElse(last);
		switch (kind) {
			case KARRAS:
				return karras(high, low, count);
			case EXPONENTIAL:
				return exponential(high, low, count);
			case BETA:
				return beta(high, low, count);
			default:
				throw new IllegalStateException("The levels of timesteps are looked up, not spread.");
		}
	}

	/** Karras et al., "Elucidating the Design Space of Diffusion-Based Generative Models", equation 5. */
	private static double[] karras(double high, double low, int count) {
		double from = Math.pow(high, 1 / RHO);
		double to = Math.pow(low, 1 / RHO);
		double[] levels = FloatMath.linspaceDouble(0, 1, count);
		for (int i = 0; i < count; i++) {
			levels[i] = Math.pow(from + levels[i] * (to - from), RHO);
		}
		return levels;
	}

	private static double[] exponential(double high, double low, int count) {
		double[] levels = FloatMath.linspaceDouble(Math.log(high), Math.log(low), count);
		for (int i = 0; i < count; i++) {
			levels[i] = Math.exp(levels[i]);
		}
		return levels;
	}

	private static double[] beta(double high, double low, int count) {
		double[] levels = FloatMath.linspaceDouble(0, 1, count);
		for (int i = 0; i < count; i++) {
			levels[i] = low + DENSE_ENDS.quantile(1 - levels[i]) * (high - low);
		}
		return levels;
	}
}
