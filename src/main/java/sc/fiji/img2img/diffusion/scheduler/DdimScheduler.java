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

/** Song et al., "Denoising Diffusion Implicit Models", equations 12 and 16, with {@code eta} as a configuration key. */
final class DdimScheduler extends TimestepScheduler {

	private final int stride;
	private final float finalAlpha;
	private final SampleLimit limit;
	private final float eta;

	DdimScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.ofNoiseVelocityOrImage(config), NoiseSchedule.of(config, BetaRange.PIXELS).rescaledIfAsked(
			config), TimestepSpacing.of(config, TimestepSpacing.LEADING).wholeWithin(config, steps));
		limit = SampleLimit.thresholdOrClip(config, true);
		stride = schedule.length() / steps;
		finalAlpha = config.flag("set_alpha_to_one", true) ? 1 : schedule.alpha(0);
		eta = (float) config.number("eta", 0, 0, 1);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float alpha = alpha(index);
		float alphaNext = schedule.alphaOr(timestep(index) - stride, finalAlpha);
		float[] image = limit.apply(image(sample, modelOutput, index));
		float[] direction = noise(sample, modelOutput, index);
		float variance = (1 - alphaNext) / (1 - alpha) * (1 - alpha / alphaNext);
		float deviation = eta * FloatMath.sqrt(variance);
		float directionShare = FloatMath.sqrt(1 - alphaNext - deviation * deviation);
		float[] next = Latents.mix(FloatMath.sqrt(alphaNext), image, directionShare, direction);
		return eta > 0 ? Latents.add(next, deviation, noise.next(sample.length)) : next;
	}
}
