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
