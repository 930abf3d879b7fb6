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

import java.util.Arrays;

/**
 * How much of the image is left at each timestep that the model was trained on: the cumulative products of 1 - beta.
 * <p>
 * Computed as torch does: betas in float32, products accumulated in double precision and rounded one by one.
 * </p>
 */
final class NoiseSchedule {

	/** The variance that is left of the image where a schedule ends in pure noise: float16's smallest number. */
	private static final float NEARLY_NOTHING = 0x1p-24f;
	private static final int MAX_TIMESTEPS = 1_000_000;

	private final float[] alphas;

	private NoiseSchedule(float[] alphas) {
		this.alphas = alphas;
	}

	/**
	 * The schedule of a configuration.
	 *
	 * @param range the betas of a sampler whose configuration has none
	 * @param more beta schedules that this sampler knows besides the three that all know
	 */
	static NoiseSchedule of(SchedulerConfig config, BetaRange range, BetaSchedule... more) {
		return new NoiseSchedule(cumulativeProduct(betas(config, range, more)));
	}

	/** The number of timesteps that the model was trained on. */
	static int trainingTimesteps(SchedulerConfig config) {
		return config.integer("num_train_timesteps", 1000, 2, MAX_TIMESTEPS);
	}

	private static float[] betas(SchedulerConfig config, BetaRange range, BetaSchedule... more) {
		int count = trainingTimesteps(config);
		double[] trained = config.numbers("trained_betas");
		if (trained.length > 0 && trained.length != count) {
			throw new IllegalArgumentException("The scheduler's trained_betas has " + trained.length +
				" entries, but num_train_timesteps is " + count + "; both must be the same.");
		}
		if (trained.length > 0) {
			float[] betas = new float[count];
			for (int i = 0; i < count; i++) {
				betas[i] = (float) trained[i];
			}
			return betas;
		}
		BetaSchedule[] known = Arrays.copyOf(BetaRange.KNOWN_TO_ALL, BetaRange.KNOWN_TO_ALL.length + more.length);
		System.arraycopy(more, 0, known, BetaRange.KNOWN_TO_ALL.length, more.length);
		BetaSchedule shape = config.choice("beta_schedule", range.shape, known);
		double start = config.number("beta_start", range.start, 0, 1);
		return shape.betas(start, config.number("beta_end", range.end, 0, 1), count);
	}

	/** torch accumulates a float32 product in double precision. */
	private static float[] cumulativeProduct(float[] betas) {
		float[] alphas = new float[betas.length];
		double product = 1;
		for (int i = 0; i < betas.length; i++) {
			product *= 1 - betas[i];
			alphas[i] = (float) product;
		}
		return alphas;
	}

	/** This schedule, or, if {@code rescale_betas_zero_snr} is set, the one whose last timestep is pure noise. */
	NoiseSchedule rescaledIfAsked(SchedulerConfig config) {
		return config.flag("rescale_betas_zero_snr", false) ? rescaled() : this;
	}

	/** Like {@link #rescaledIfAsked}, with a trace of the image left at the end, so that the last sigma is finite. */
	NoiseSchedule finitelyRescaledIfAsked(SchedulerConfig config) {
		NoiseSchedule schedule = rescaledIfAsked(config);
		if (schedule == this) {
			return this;
		}
		float[] finite = schedule.alphas.clone();
		finite[finite.length - 1] = NEARLY_NOTHING;
		return new NoiseSchedule(finite);
	}

	/** Lin et al., "Common Diffusion Noise Schedules and Sample Steps are Flawed", algorithm 1. */
	private NoiseSchedule rescaled() {
		int count = alphas.length;
		float first = FloatMath.sqrt(alphas[0]);
		float last = FloatMath.sqrt(alphas[count - 1]);
		float stretch = first / (first - last);
		float[] betas = new float[count];
		float before = 1;
		for (int i = 0; i < count; i++) {
			float root = (FloatMath.sqrt(alphas[i]) - last) * stretch;
			float alpha = root * root;
			betas[i] = 1 - alpha / before;
			before = alpha;
		}
		return new NoiseSchedule(cumulativeProduct(betas));
	}

	int length() {
		return alphas.length;
	}

	/** The variance of the image that is left at a training timestep. */
	float alpha(int timestep) {
		if (timestep < 0 || timestep >= alphas.length) {
			throw new IllegalArgumentException("This number of steps leads to timestep " + timestep +
				", but the schedule goes from 0 to " + (alphas.length - 1) +
				"; use another number of steps, timestep_spacing or steps_offset.");
		}
		return alphas[timestep];
	}

	/** {@link #alpha}, or the given value before the schedule's first timestep. */
	float alphaOr(int timestep, float beforeFirst) {
		return timestep < 0 ? beforeFirst : alpha(timestep);
	}

	/** Mixes a clean latent with noise as at a training timestep, keeping the variance. */
	float[] addNoise(float[] clean, float[] noise, int timestep) {
		float alpha = alpha(timestep);
		return Latents.mix(FloatMath.sqrt(alpha), clean, FloatMath.sqrt(1 - alpha), noise);
	}
}
