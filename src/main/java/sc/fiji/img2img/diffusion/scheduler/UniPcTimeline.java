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

/** UniPC's timesteps and noise levels, which differ from those of other solvers where flows are concerned. */
final class UniPcTimeline {

	/** How far a flow's first level stays below pure noise, where lambda would be infinite. */
	private static final double MARGIN = 1e-6;

	private UniPcTimeline() {}

	static SolverTimeline of(SchedulerConfig config, int steps) {
		NoiseSchedule schedule = NoiseSchedule.of(config, BetaRange.PIXELS).finitelyRescaledIfAsked(config);
		SigmaTable table = SigmaTable.of(schedule);
		SigmaSpacing spacing = SigmaSpacing.of(config);
		boolean flow = SolverLevels.areOfFlow(config);
		if (config.has("shift_terminal") && !flow) {
			throw config.refusal("shift_terminal", "missing unless use_flow_sigmas is true");
		}
		boolean toSmallest = DpmAlgorithm.endsAtSmallest(config);
		if (spacing.isOfTimesteps() && !flow) {
			int[] timesteps = TimestepSpacing.of(config, TimestepSpacing.LINSPACE).beforeCleanEnd(config, schedule
				.length(), schedule.length(), steps);
			return SolverLevels.at(timesteps, table).endingAt(toSmallest ? SolverLevels.End.SMALLEST : SolverLevels.End.ZERO,
				config, table);
		}
		SolverLevels.End end = toSmallest ? SolverLevels.End.REPEATED : SolverLevels.End.ZERO;
		return levels(config, spacing, table, schedule.length(), steps, flow).endingAt(end, config, table);
	}

	private static SolverLevels levels(SchedulerConfig config, SigmaSpacing spacing, SigmaTable table,
		int trained, int steps, boolean flow)
	{
		if (spacing.isOfTimesteps()) {
			return SolverLevels.ofFlow(flowLevels(config, trained, steps), trained);
		}
		SolverLevels spread = SolverLevels.spread(spacing, table, steps, true);
		if (!flow || !spacing.isKarras()) {
			return spread;
		}
		return SolverLevels.ofFlow(Arrays.stream(spread.levels()).map(level -> level / (level + 1)).toArray(), trained);
	}

	private static double[] flowLevels(SchedulerConfig config, int trained, int steps) {
		double[] even = Arrays.copyOf(FloatMath.linspaceDouble(1, 1.0 / trained, steps + 1), steps);
		double[] shifted = FlowShift.of(config, "flow_shift").apply(even);
		if (Math.abs(shifted[0] - 1) < MARGIN) {
			shifted[0] -= MARGIN;
		}
		return shifted;
	}
}
