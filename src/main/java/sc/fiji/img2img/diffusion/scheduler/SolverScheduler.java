package sc.fiji.img2img.diffusion.scheduler;

/**
 * A multistep solver of the diffusion's differential equation in lambda (Lu et al., "DPM-Solver"), which keeps the last
 * few model outputs.
 */
abstract class SolverScheduler implements Scheduler {

	/** With fewer steps than this, the last ones may be of lower order. */
	private static final int FEW_STEPS = 15;

	final SolverTimeline timeline;
	/** What the model's outputs were turned into, newest first. */
	final OutputHistory history;

	/** @param order how many model outputs are kept */
	SolverScheduler(SolverTimeline timeline, int order) {
		this.timeline = timeline;
		history = OutputHistory.of(order);
	}

	@Override
	public final double[] timesteps() {
		return timeline.timesteps();
	}

	@Override
	public final float[] sigmas() {
		return timeline.levels();
	}

	@Override
	public void begin(int index) {
		history.clear();
	}

	@Override
	public final float[] addNoise(float[] clean, float[] noise, int index) {
		return timeline.addNoise(clean, noise, index);
	}

	/** Whether the last steps of a short run are of lower order, which is so unless {@code lower_order_final} is false. */
	final boolean isLowerOrderFinal(SchedulerConfig config) {
		return config.flag("lower_order_final", true) && timeline.length() < FEW_STEPS;
	}
}
