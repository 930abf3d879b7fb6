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
 * The integrators of Lu et al. ("DPM-Solver", "DPM-Solver++"), and what a step from one noise level to another weighs its
 * terms with.
 */
enum DpmAlgorithm {

	/** Deterministic, in the noise. */
	NOISE("dpmsolver"),
	/** Deterministic, in the image. */
	IMAGE("dpmsolver++"),
	/** With fresh noise, in the noise. */
	STOCHASTIC_NOISE("sde-dpmsolver"),
	/** With fresh noise, in the image. */
	STOCHASTIC_IMAGE("sde-dpmsolver++");

	private final String word;

	DpmAlgorithm(String word) {
		this.word = word;
	}

	/**
	 * The algorithm of a configuration. NB: "deis", from another sampler's file, counts as "dpmsolver++", which diffusers
	 * means as well but refuses where the last noise level is zero.
	 *
	 * @throws IllegalArgumentException also if it cannot end without noise but should
	 */
	static DpmAlgorithm of(SchedulerConfig config, DpmAlgorithm... allowed) {
		if ("deis".equals(config.text("algorithm_type", ""))) {
			return IMAGE;
		}
		DpmAlgorithm algorithm = config.choice("algorithm_type", IMAGE, allowed);
		if (!algorithm.isOfImage() && !endsAtSmallest(config)) {
			throw new IllegalArgumentException("The scheduler's algorithm_type " + algorithm +
				" cannot end without noise; final_sigmas_type must be \"sigma_min\".");
		}
		return algorithm;
	}

	/** Whether the last noise level is that of the first training timestep; else it is zero. */
	static boolean endsAtSmallest(SchedulerConfig config) {
		return "sigma_min".equals(config.choice("final_sigmas_type", "zero", "zero", "sigma_min"));
	}

	/** Whether the solver works with predicted images; else with predicted noise. */
	boolean isOfImage() {
		return this == IMAGE || this == STOCHASTIC_IMAGE;
	}

	boolean isStochastic() {
		return this == STOCHASTIC_NOISE || this == STOCHASTIC_IMAGE;
	}

	/** What the model's output is turned into. */
	float[] convert(SolverPrediction prediction, float[] sample, float[] output,
		SolverTimeline timeline, int index)
	{
		return isOfImage() ? prediction.image(sample, output, timeline, index) : prediction.noise(sample, output, timeline,
			index);
	}

	/** The weights of a step between two indices. */
	DpmWeights weights(SolverTimeline timeline, int from, int to) {
		float alpha = timeline.alpha(to);
		float sigma = timeline.sigma(to);
		float h = timeline.lambda(to) - timeline.lambda(from);
		float ofSigmas = sigma / timeline.sigma(from);
		float ofAlphas = alpha / timeline.alpha(from);
		switch (this) {
			case NOISE: {
				float grown = FloatMath.exp(h) - 1;
				float curvature = sigma * ((grown - h) / (h * h) - 0.5f);
				return new DpmWeights(h, ofAlphas, -(sigma * grown), -(0.5f * (sigma * grown)),
					-(sigma * (grown / h - 1)), -curvature, 0);
			}
			case STOCHASTIC_NOISE: {
				float grown = FloatMath.exp(h) - 1;
				float noise = sigma * FloatMath.sqrt(FloatMath.exp(2 * h) - 1);
				return new DpmWeights(h, ofAlphas, -(2 * (sigma * grown)), -(sigma * grown),
					-(2 * (sigma * (grown / h - 1))), Float.NaN, noise);
			}
			case STOCHASTIC_IMAGE: {
				float lost = 1 - FloatMath.exp(-2 * h);
				float curvature = alpha * ((lost - 2 * h) / (2 * h * (2 * h)) - 0.5f);
				return new DpmWeights(h, ofSigmas * FloatMath.exp(-h), alpha * lost, 0.5f * (alpha * lost),
					alpha * (lost / (-2 * h) + 1), curvature, sigma * FloatMath.sqrt(lost));
			}
			default: {
				float shrunk = FloatMath.exp(-h) - 1;
				float curvature = alpha * ((shrunk + h) / (h * h) - 0.5f);
				return new DpmWeights(h, ofSigmas, -(alpha * shrunk), -(0.5f * (alpha * shrunk)),
					alpha * (shrunk / h + 1), -curvature, 0);
			}
		}
	}

	/** The word in the JSON. */
	@Override
	public String toString() {
		return word;
	}
}
