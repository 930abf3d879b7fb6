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

/** The timesteps of a {@link SigmaScheduler}'s steps and their noise levels, in double precision. */
final class SigmaTimeline {

	private final double[] timesteps;
	private final double[] sigmas;
	private final boolean reachesEnd;

	private SigmaTimeline(double[] timesteps, double[] sigmas, boolean reachesEnd) {
		this.timesteps = timesteps;
		this.sigmas = sigmas;
		this.reachesEnd = reachesEnd;
	}

	/** The timesteps of {@code timestep_spacing}, with the levels that they have in training. */
	static SigmaTimeline of(SchedulerConfig config, SigmaTable table, int steps) {
		TimestepSpacing spacing = TimestepSpacing.of(config, TimestepSpacing.LINSPACE);
		double[] timesteps = spacing.fractional(config, NoiseSchedule.trainingTimesteps(config), steps);
		return new SigmaTimeline(timesteps, table.at(timesteps), spacing != TimestepSpacing.LEADING);
	}

	/** The same timesteps with other levels. */
	SigmaTimeline withSigmas(double[] others) {
		return new SigmaTimeline(timesteps, others, reachesEnd);
	}

	/** As many levels as steps, spread as the spacing wants, with the timesteps that belong to them. */
	SigmaTimeline spread(SigmaSpacing spacing, SigmaTable table, int steps) {
		if (spacing.isOfTimesteps()) {
			return this;
		}
		double[] levels = spacing.levels(sigmas[0], sigmas[sigmas.length - 1], steps);
		return new SigmaTimeline(table.timestepsOf(levels), levels, reachesEnd);
	}

	/** What a sampler steps through: the levels as float32, with one more at the end. */
	SigmaSteps endingAt(double end) {
		float[] all = new float[sigmas.length + 1];
		for (int i = 0; i < sigmas.length; i++) {
			all[i] = (float) sigmas[i];
		}
		all[sigmas.length] = (float) end;
		return SigmaSteps.of(timesteps, all, initNoiseSigma());
	}

	private float initNoiseSigma() {
		float largest = 0;
		for (double sigma : sigmas) {
			largest = Math.max(largest, (float) sigma);
		}
		return reachesEnd ? largest : FloatMath.sqrt(largest * largest + 1);
	}
}
