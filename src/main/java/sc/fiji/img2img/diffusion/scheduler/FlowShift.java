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
 * How the noise levels of a flow, from 0 to 1, are moved towards noise (Esser et al., "Scaling Rectified Flow
 * Transformers", section 5.3.2): by a fixed shift, or by one that depends on the image's size.
 */
final class FlowShift {

	private final double shift;
	private final double terminal;

	private FlowShift(double shift, double terminal) {
		this.shift = shift;
		this.terminal = terminal;
	}

	/**
	 * The shift of a configuration whose dynamic shift cannot do without {@code mu}.
	 *
	 * @param key the key of the fixed shift
	 */
	static FlowShift of(SchedulerConfig config, String key) {
		double terminal = config.number("shift_terminal", 0, 0, Math.nextDown(1.0));
		if (!config.flag("use_dynamic_shifting", false)) {
			return new FlowShift(fixed(config, key), terminal);
		}
		if (!config.has("mu")) {
			throw new IllegalArgumentException("The scheduler's use_dynamic_shifting is true, but mu is missing:" +
				" the pipeline must derive it from the image's size.");
		}
		double mu = mu(config);
		boolean linear = "linear".equals(config.choice("time_shift_type", "exponential", "exponential", "linear"));
		return new FlowShift(linear ? mu : Math.exp(mu), terminal);
	}

	/** The shift of a solver: the fixed one, unless there is a {@code mu}. */
	static FlowShift ofSolver(SchedulerConfig config) {
		boolean dynamic = config.has("mu") && config.flag("use_dynamic_shifting", false);
		return new FlowShift(dynamic ? Math.exp(mu(config)) : fixed(config, "flow_shift"), 0);
	}

	private static double fixed(SchedulerConfig config, String key) {
		return config.number(key, 1, Double.MIN_VALUE, Double.MAX_VALUE);
	}

	private static double mu(SchedulerConfig config) {
		return config.number("mu", 0, -Double.MAX_VALUE, Double.MAX_VALUE);
	}

	/** Moves levels from high to low; {@code shift_terminal} then stretches them so that they end there. */
	double[] apply(double[] levels) {
		double[] result = new double[levels.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = shift * levels[i] / (1 + (shift - 1) * levels[i]);
		}
		if (terminal == 0) {
			return result;
		}
		double factor = (1 - result[result.length - 1]) / (1 - terminal);
		for (int i = 0; i < result.length; i++) {
			result[i] = 1 - (1 - result[i]) / factor;
		}
		return result;
	}
}
