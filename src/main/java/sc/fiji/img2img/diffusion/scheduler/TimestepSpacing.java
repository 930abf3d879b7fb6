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
import java.util.Locale;

/**
 * Which of the model's training timesteps a run of few steps visits (Lin et al., "Common Diffusion Noise Schedules and
 * Sample Steps are Flawed", table 2).
 */
enum TimestepSpacing {

	/** Evenly from the last timestep to the first, both included. */
	LINSPACE,
	/** Multiples of a whole number, starting at the first timestep plus {@code steps_offset}. */
	LEADING,
	/** Evenly, starting at the last timestep. */
	TRAILING;

	static TimestepSpacing of(SchedulerConfig config, TimestepSpacing ifMissing) {
		return config.choice("timestep_spacing", ifMissing, values());
	}

	/**
	 * Whole timesteps from noisy to clean.
	 *
	 * @param trained the number of training timesteps
	 */
	private int[] whole(SchedulerConfig config, int trained, int steps) {
		switch (this) {
			case LINSPACE:
				return descending(FloatMath.linspaceDouble(0, trained - 1, steps), steps, 0);
			case LEADING:
				return descending(multiples(trained / steps, steps), steps, offset(config, trained));
			default:
				return trailing(trained, (double) trained / steps);
		}
	}

	/**
	 * Like {@link #whole}, for samplers that look every timestep up in the schedule: without the value past its end that
	 * rounding may add, and for which diffusers takes the noisiest level.
	 */
	int[] wholeWithin(SchedulerConfig config, int steps) {
		int trained = NoiseSchedule.trainingTimesteps(config);
		if (steps > trained) {
			throw new IllegalArgumentException("This sampler cannot take " + steps + " steps: the model was trained on " +
				trained + " timesteps, and no more steps are possible.");
		}
		return Arrays.copyOf(whole(config, trained, steps), steps);
	}

	/** Like {@link #whole}, but with evenly spaced timesteps left fractional, as float32. */
	double[] fractional(SchedulerConfig config, int trained, int steps) {
		double[] timesteps = new double[steps];
		if (this == LINSPACE) {
			double[] rising = FloatMath.linspaceDouble(0, trained - 1, steps);
			for (int i = 0; i < steps; i++) {
				timesteps[i] = (float) rising[steps - 1 - i];
			}
			return timesteps;
		}
		return toDouble(whole(config, trained, steps));
	}

	/**
	 * Like {@link #whole}, for solvers that count the clean end as one more point.
	 *
	 * @param end one more than the last timestep that may be used
	 */
	int[] beforeCleanEnd(SchedulerConfig config, int trained, int end, int steps) {
		switch (this) {
			case LINSPACE:
				return descending(FloatMath.linspaceDouble(0, end - 1, steps + 1), steps, 0);
			case LEADING:
				return descending(multiples(end / (steps + 1), steps + 1), steps, offset(config, trained));
			default:
				return trailing(end, (double) trained / steps);
		}
	}

	static double[] toDouble(int[] timesteps) {
		double[] result = new double[timesteps.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = timesteps[i];
		}
		return result;
	}

	private static int offset(SchedulerConfig config, int trained) {
		return config.integer("steps_offset", 0, 0, trained);
	}

	private static double[] multiples(int factor, int count) {
		double[] result = new double[count];
		for (int i = 0; i < count; i++) {
			result[i] = (double) i * factor;
		}
		return result;
	}

	/** The last values of a rising sequence, turned round. */
	private static int[] descending(double[] rising, int count, int offset) {
		int[] result = new int[count];
		for (int i = 0; i < count; i++) {
			result[i] = (int) Math.rint(rising[rising.length - 1 - i]) + offset;
		}
		return result;
	}

	/**
	 * NB: for some numbers of steps (the smallest is 61 of 1000) the division's rounding error adds one more value, -1, in
	 * numpy's {@code arange} and so here.
	 */
	private static int[] trailing(int end, double step) {
		int count = (int) Math.ceil(end / step);
		double delta = end - step - end;
		int[] result = new int[count];
		for (int i = 0; i < count; i++) {
			result[i] = (int) Math.rint(end + i * delta) - 1;
		}
		return result;
	}

	/** The word in the JSON. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
