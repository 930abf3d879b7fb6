package sc.fiji.img2img.grid;

import java.util.function.Supplier;

import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** Tells of the runs of a grid's cells as parts of the whole. Not thread-safe. */
final class GridProgress implements RunListener {

	private final GridListener listener;

	private final int cells;

	private final int steps;

	private final long start = System.nanoTime();

	private int cellsDone;

	private int stepsDone;

	/** How many cells run at once now. */
	private int running;

	/** The steps that the running cells take together. */
	private int runningSteps;

	/**
	 * A progress.
	 *
	 * @param cells how many there are to run
	 * @param steps those of all cells together
	 */
	GridProgress(GridListener listener, int cells, int steps) {
		this.listener = listener;
		this.cells = cells;
		this.steps = steps;
	}

	/** The next cells begin, as one batch. */
	void begin(int count, int countedSteps) {
		running = count;
		runningSteps = countedSteps;
	}

	/** The cells that began are done. */
	void end() {
		cellsDone += running;
		stepsDone += runningSteps;
	}

	@Override
	public void stage(String message) {
		listener.stage(name() + ": " + message);
	}

	@Override
	public void note(String message) {
		listener.note(message);
	}

	@Override
	public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
		int all = stepsDone + (int) ((long) done * runningSteps / total);
		double left = all == 0 ? 0 : (System.nanoTime() - start) * 1e-9 / all * (steps - all);
		String time = left < 1 ? "" : ", " + Math.round(left) + " s left";
		listener.step(name() + ", step " + done + " of " + total + time, all, steps, preview);
	}

	private String name() {
		int first = cellsDone + 1;
		return (running == 1 ? "cell " + first : "cells " + first + " to " + (cellsDone + running)) + " of " + cells;
	}
}
