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

/** Luo et al., "Latent Consistency Models": each step predicts the clean latent and noises it again. */
final class LcmScheduler extends TimestepScheduler {

	private static final float DATA_VARIANCE = 0.25f;

	private final float timestepScaling;
	private final SampleLimit limit;

	LcmScheduler(SchedulerConfig config, int steps, double strength) {
		super(PredictionType.ofNoiseVelocityOrImage(config), NoiseSchedule.of(config, BetaRange.LATENTS).rescaledIfAsked(
			config), ConsistencyTimesteps.of(config, steps, strength));
		limit = SampleLimit.thresholdOrClip(config, false);
		timestepScaling = (float) config.number("timestep_scaling", 10, 0, Float.MAX_VALUE);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float[] image = limit.apply(image(sample, modelOutput, index));
		float scaled = timestep(index) * timestepScaling;
		float spread = scaled * scaled + DATA_VARIANCE;
		float[] denoised = Latents.mix(scaled / FloatMath.sqrt(spread), image, DATA_VARIANCE / spread, sample);
		if (isLast(index)) {
			return denoised;
		}
		float alphaNext = alpha(index + 1);
		return Latents.mix(FloatMath.sqrt(alphaNext), denoised, FloatMath.sqrt(1 - alphaNext), noise.next(sample.length));
	}
}
