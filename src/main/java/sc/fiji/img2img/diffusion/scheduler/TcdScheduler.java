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

/**
 * Zheng et al., "Trajectory Consistency Distillation": each step goes down past the next timestep, as far as
 * {@code eta} says, and noises the latent up to it again.
 */
final class TcdScheduler extends TimestepScheduler {

	private final double eta;

	TcdScheduler(SchedulerConfig config, int steps, double strength) {
		super(PredictionType.ofNoiseVelocityOrImage(config), NoiseSchedule.of(config, BetaRange.LATENTS).rescaledIfAsked(
			config), ConsistencyTimesteps.of(config, steps, strength));
		eta = config.number("eta", 0.3, 0, 1);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		int next = isLast(index) ? 0 : timestep(index + 1);
		float alphaNext = schedule.alpha(next);
		float alphaDown = schedule.alpha((int) Math.floor((float) (1 - eta) * next));
		float[] image = image(sample, modelOutput, index);
		float[] direction = noise(sample, modelOutput, index);
		float[] down = Latents.mix(FloatMath.sqrt(alphaDown), image, FloatMath.sqrt(1 - alphaDown), direction);
		if (eta == 0 || isLast(index)) {
			return down;
		}
		float keep = alphaNext / alphaDown;
		return Latents.mix(FloatMath.sqrt(keep), down, FloatMath.sqrt(1 - keep), noise.next(sample.length));
	}
}
