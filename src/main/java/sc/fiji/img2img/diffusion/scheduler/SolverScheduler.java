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
