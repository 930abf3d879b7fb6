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
package sc.fiji.img2img.diffusion;

/**
 * Which of the scheduled steps run: the denoising strength's share of them, counted from the end.
 * <p>
 * Immutable. The arithmetic is that of diffusers' get_timesteps, in the same double precision: 20 steps at 0.9 run 18,
 * 50 at 0.58 run 28.
 * </p>
 */
public final class StepPlan {

	private final int scheduled;

	private final int running;

	private final double strength;

	private StepPlan(int scheduled, int running, double strength) {
		this.scheduled = scheduled;
		this.running = running;
		this.strength = strength;
	}

	/**
	 * The plan in which the strength decides how many of the steps run.
	 *
	 * @param steps the steps asked for, at least 1
	 * @param strength the share of them that runs, 0 to 1
	 */
	public static StepPlan of(int steps, double strength) {
		check(steps, strength);
		return new StepPlan(steps, Math.min((int) (steps * strength), steps), strength);
	}

	/**
	 * The plan in which all steps asked for run, whatever the strength: the schedule is made longer instead.
	 *
	 * @param steps the steps that are to run, at least 1
	 * @param strength the share of the schedule that they cover, 0 to 1; at 0 none runs
	 */
	public static StepPlan exact(int steps, double strength) {
		check(steps, strength);
		if (strength == 0) return new StepPlan(steps, 0, 0);
		return new StepPlan(Math.max(steps, (int) (steps / strength)), steps, strength);
	}

	/** The plan in which all steps run and the strength shortens the schedule's own range, as latent consistency models do it. */
	static StepPlan whole(int steps, double strength) {
		check(steps, strength);
		return new StepPlan(steps, strength == 0 ? 0 : steps, strength);
	}

	/** How many steps the schedule has, from pure noise to the clean image. */
	public int scheduled() {
		return scheduled;
	}

	/** How many of them run. */
	public int running() {
		return running;
	}

	/** The index of the first scheduled step that runs. */
	public int first() {
		return scheduled - running;
	}

	/** The share of the schedule that was asked for, 0 to 1. */
	public double strength() {
		return strength;
	}

	/** Whether no step runs at all, so that the image stays as it is. */
	public boolean isEmpty() {
		return running == 0;
	}

	@Override
	public String toString() {
		return running + " of " + scheduled + " steps";
	}

	private static void check(int steps, double strength) {
		if (steps < 1) throw new IllegalArgumentException("steps should be at least 1, but is " + steps + ".");
		if (!(strength >= 0 && strength <= 1)) throw new IllegalArgumentException(
			"strength should be between 0 and 1, but is " + strength + ".");
	}
}
