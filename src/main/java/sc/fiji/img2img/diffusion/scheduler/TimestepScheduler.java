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

/** A sampler that steps from training timestep to training timestep, with samples that keep their variance. */
abstract class TimestepScheduler implements Scheduler {

	final PredictionType prediction;
	final NoiseSchedule schedule;
	private final int[] timesteps;

	/** @param timesteps those of the model calls, each within the schedule */
	TimestepScheduler(PredictionType prediction, NoiseSchedule schedule, int[] timesteps) {
		this.prediction = prediction;
		this.schedule = schedule;
		this.timesteps = timesteps;
	}

	@Override
	public final double[] timesteps() {
		return TimestepSpacing.toDouble(timesteps);
	}

	@Override
	public final float[] addNoise(float[] clean, float[] noise, int index) {
		return schedule.addNoise(clean, noise, timesteps[index]);
	}

	/** The timestep of a model call. */
	final int timestep(int index) {
		return timesteps[index];
	}

	/** The variance of the image that is left at a model call. */
	final float alpha(int index) {
		return schedule.alpha(timesteps[index]);
	}

	/** Whether no model call follows. */
	final boolean isLast(int index) {
		return index == timesteps.length - 1;
	}

	/** The image that the model's output tells of. */
	final float[] image(float[] sample, float[] modelOutput, int index) {
		float alpha = alpha(index);
		return prediction.image(sample, modelOutput, FloatMath.sqrt(alpha), FloatMath.sqrt(1 - alpha));
	}

	/** The noise that the model's output tells of. */
	final float[] noise(float[] sample, float[] modelOutput, int index) {
		float alpha = alpha(index);
		return prediction.noise(sample, modelOutput, FloatMath.sqrt(alpha), FloatMath.sqrt(1 - alpha));
	}
}
