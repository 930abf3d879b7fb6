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
package sc.fiji.img2img.grid;

import java.util.function.Supplier;

import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.run.TimeText;
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
		String time = left < 1 ? "" : ", " + TimeText.words(left) + " left";
		listener.step(name() + ", step " + done + " of " + total + time, all, steps, preview);
	}

	private String name() {
		int first = cellsDone + 1;
		return (running == 1 ? "cell " + first : "cells " + first + " to " + (cellsDone + running)) + " of " + cells;
	}
}
