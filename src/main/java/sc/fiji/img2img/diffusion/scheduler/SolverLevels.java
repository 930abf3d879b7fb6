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
import java.util.function.Supplier;

/** The timesteps and noise levels of a run of a solver that counts the clean end as one more point. */
final class SolverLevels {

	/** What the last level is. */
	enum End {
		/** No noise at all. */
		ZERO,
		/** The level of the first training timestep. */
		SMALLEST,
		/** The last but one again, so that the last step changes nothing. */
		REPEATED
	}

	private final double[] timesteps;
	private final double[] levels;

	private SolverLevels(double[] timesteps, double[] levels) {
		this.timesteps = timesteps;
		this.levels = levels;
	}

	/**
	 * The levels of a configuration: spread as it says, those of a flow, or those that the model was trained on.
	 *
	 * @param roundKarras whether the timesteps of Karras' levels become whole numbers
	 * @param trained the training timesteps of the model calls
	 */
	static SolverLevels of(SchedulerConfig config, SigmaTable table, int steps, boolean roundKarras,
		Supplier<int[]> trained)
	{
		SigmaSpacing spacing = SigmaSpacing.of(config);
		if (!spacing.isOfTimesteps()) {
			return spread(spacing, table, steps, roundKarras);
		}
		return areOfFlow(config) ? shiftedFlow(config, steps) : at(trained.get(), table);
	}

	/** Whether a configuration's levels are those of a flow. */
	static boolean areOfFlow(SchedulerConfig config) {
		return config.flag("use_flow_sigmas", false);
	}

	/** The levels that some timesteps have in training. */
	static SolverLevels at(int[] timesteps, SigmaTable table) {
		double[] times = TimestepSpacing.toDouble(timesteps);
		return new SolverLevels(times, table.at(times));
	}

	/**
	 * Levels spread over the whole schedule.
	 *
	 * @param roundKarras whether the timesteps of Karras' levels become whole numbers
	 */
	static SolverLevels spread(SigmaSpacing spacing, SigmaTable table, int steps,
		boolean roundKarras)
	{
		double[] levels = spacing.levels(table.largest(), table.smallest(), steps);
		SolverLevels spread = new SolverLevels(table.timestepsOf(levels), levels);
		return roundKarras && spacing.isKarras() ? spread.rounded() : spread;
	}

	/** Levels whose logarithms are evenly spaced (Lu et al., "DPM-Solver++"). */
	static SolverLevels evenLambdas(SigmaTable table, int steps) {
		double largest = table.largestLog();
		double difference = table.smallestLog() - largest;
		double[] levels = FloatMath.linspaceDouble(0, 1, steps);
		for (int i = 0; i < steps; i++) {
			levels[i] = Math.exp(largest + levels[i] * difference);
		}
		return new SolverLevels(table.timestepsOf(levels), levels);
	}

	/** Levels of a flow, with timesteps in proportion. */
	static SolverLevels ofFlow(double[] levels, int trained) {
		return new SolverLevels(Arrays.stream(levels).map(level -> level * trained).toArray(), levels);
	}

	/** Evenly spaced levels of a flow, shifted. */
	private static SolverLevels shiftedFlow(SchedulerConfig config, int steps) {
		int trained = NoiseSchedule.trainingTimesteps(config);
		double[] rising = FloatMath.linspaceDouble(1, 1.0 / trained, steps + 1);
		double[] levels = new double[steps];
		for (int i = 0; i < steps; i++) {
			levels[i] = 1 - rising[steps - i];
		}
		return ofFlow(FlowShift.ofSolver(config).apply(levels), trained);
	}

	/** The same levels with timesteps rounded to the nearest whole number. */
	SolverLevels rounded() {
		return new SolverLevels(Arrays.stream(timesteps).map(Math::rint).toArray(), levels);
	}

	double[] levels() {
		return levels.clone();
	}

	/**
	 * The timeline, in single precision. NB: timesteps lose their fraction here, as in diffusers.
	 *
	 * @throws IllegalArgumentException if the levels should be a flow's but cannot, where diffusers would end in NaN
	 */
	SolverTimeline endingAt(End end, SchedulerConfig config, SigmaTable table) {
		boolean flow = areOfFlow(config);
		if (flow && levels[0] > 1) {
			throw new IllegalArgumentException("The scheduler's use_flow_sigmas is true, but its noise levels are spread" +
				" from " + levels[0] + ", while a flow's go from 1 to 0; leave out the other keys that spread them.");
		}
		float[] all = new float[levels.length + 1];
		for (int i = 0; i < levels.length; i++) {
			all[i] = (float) levels[i];
		}
		if (end != End.ZERO) {
			all[levels.length] = end == End.SMALLEST ? table.smallest() : all[levels.length - 1];
		}
		return new SolverTimeline(Arrays.stream(timesteps).map(t -> (long) t).toArray(), all, flow);
	}
}
