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

import sc.fiji.img2img.random.NoiseSource;

/** Ho et al., "Denoising Diffusion Probabilistic Models", equations 6 and 7: fresh noise in every step. */
final class DdpmScheduler extends TimestepScheduler {

	private static final float LEAST_VARIANCE = 1e-20f;

	private final SampleLimit limit;
	private final String varianceType;

	DdpmScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.ofNoiseVelocityOrImage(config), NoiseSchedule.of(config, BetaRange.PIXELS, BetaSchedule.SIGMOID,
			BetaSchedule.LAPLACE).rescaledIfAsked(config), TimestepSpacing.of(config, TimestepSpacing.LEADING).wholeWithin(
				config, steps));
		limit = SampleLimit.thresholdOrClip(config, true);
		// NB: "learned" and "learned_range" need models that predict the variance, which those of latent diffusion do not;
		// "fixed_large_log" takes the root of a negative number in diffusers
		varianceType = config.choice("variance_type", "fixed_small", "fixed_small", "fixed_small_log", "fixed_large");
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float alpha = alpha(index);
		float alphaNext = isLast(index) ? 1 : alpha(index + 1);
		float keep = alpha / alphaNext;
		float beta = 1 - keep;
		float[] image = limit.apply(image(sample, modelOutput, index));
		float imageShare = FloatMath.sqrt(alphaNext) * beta / (1 - alpha);
		float sampleShare = FloatMath.sqrt(keep) * (1 - alphaNext) / (1 - alpha);
		float[] mean = Latents.mix(imageShare, image, sampleShare, sample);
		if (timestep(index) == 0) {
			return mean;
		}
		float variance = Math.max((1 - alphaNext) / (1 - alpha) * beta, LEAST_VARIANCE);
		return Latents.add(mean, deviation(variance, beta), noise.next(sample.length));
	}

	private float deviation(float variance, float beta) {
		switch (varianceType) {
			case "fixed_small_log":
				return FloatMath.exp(0.5f * FloatMath.log(variance));
			case "fixed_large":
				return FloatMath.sqrt(beta);
			default:
				return FloatMath.sqrt(variance);
		}
	}
}
