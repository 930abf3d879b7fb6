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

/** Turns the model's output into what a solver works with: the image, or the noise. */
final class SolverPrediction {

	private final PredictionType type;
	private final SampleLimit limit;

	private SolverPrediction(PredictionType type, SampleLimit limit) {
		this.type = type;
		this.limit = limit;
	}

	/** For solvers in the image; limits it as {@code thresholding} says. */
	static SolverPrediction ofImage(SchedulerConfig config) {
		return new SolverPrediction(PredictionType.of(config, PredictionType.values()), SampleLimit.threshold(config));
	}

	/** For solvers in the noise; flows are none of their business. */
	static SolverPrediction ofNoise(SchedulerConfig config, SampleLimit limit) {
		return new SolverPrediction(PredictionType.of(config, PredictionType.EPSILON, PredictionType.SAMPLE,
			PredictionType.V_PREDICTION), limit);
	}

	float[] image(float[] sample, float[] output, SolverTimeline timeline, int index) {
		// NB: a flow's direction counts in the schedule's level, even if the samples keep their variance
		float sigma = type == PredictionType.FLOW_PREDICTION ? timeline.level(index) : timeline.sigma(index);
		return limit.apply(type.image(sample, output, timeline.alpha(index), sigma));
	}

	float[] noise(float[] sample, float[] output, SolverTimeline timeline, int index) {
		float alpha = timeline.alpha(index);
		float sigma = timeline.sigma(index);
		float[] noise = type.noise(sample, output, alpha, sigma);
		if (limit == SampleLimit.NONE) {
			return noise;
		}
		float[] image = limit.apply(Latents.subtractThenDivide(sample, sigma, noise, alpha));
		return Latents.subtractThenDivide(sample, alpha, image, sigma);
	}
}
