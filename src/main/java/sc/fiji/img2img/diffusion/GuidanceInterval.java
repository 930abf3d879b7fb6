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

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps in which the prompts guide: a part of those that run, from 0, where the run begins, to 1, where it ends. In the
 * others the network is asked about the prompt alone, which takes half the time.
 * <p>
 * Kynkäänniemi et al. 2024, "Applying Guidance in a Limited Interval Improves Sample and Distribution Quality in Diffusion
 * Models". Immutable.
 * </p>
 */
public final class GuidanceInterval {

	private static final Pattern FORM = Pattern.compile("([01]?\\.?\\d*)\\s*:\\s*([01]?\\.?\\d*)");

	private final double from;

	private final double to;

	private GuidanceInterval(double from, double to) {
		this.from = from;
		this.to = to;
	}

	/** All steps. */
	public static GuidanceInterval whole() {
		return new GuidanceInterval(0, 1);
	}

	/**
	 * What a text says.
	 *
	 * @param text two numbers from 0 to 1 with a colon between them, the smaller one first
	 * @throws IllegalArgumentException with a sentence that says what is possible
	 */
	public static GuidanceInterval of(String text) {
		Matcher form = FORM.matcher(text.trim());
		try {
			if (form.matches()) {
				double from = Double.parseDouble(form.group(1));
				double to = Double.parseDouble(form.group(2));
				if (from < to && to <= 1) return new GuidanceInterval(from, to);
			}
		}
		catch (NumberFormatException e) {
			// NB: refused below.
		}
		throw new IllegalArgumentException("guidanceinterval should be two numbers from 0 to 1, the smaller one first, such as " +
			"0:0.5, but is \"" + text + "\".");
	}

	/** Some texts to choose from. */
	public static List<String> names() {
		return List.of(whole().toString(), "0.0:0.5", "0.0:0.75", "0.25:0.75");
	}

	/** How many of so many calls of the network are guided. */
	public int count(int calls) {
		int guided = 0;
		for (int call = 0; call < calls; call++)
			if (holds(call, calls)) guided++;
		return guided;
	}

	/**
	 * A predictor that is guided in this interval only.
	 *
	 * @param timesteps of the calls that the run makes
	 * @param plain answers the same as {@code guided}, of the prompt alone
	 */
	Predictor limit(double[] timesteps, Predictor guided, Predictor plain) {
		if (isWhole()) return guided;
		double high = Double.NEGATIVE_INFINITY;
		double low = Double.POSITIVE_INFINITY;
		for (int call = 0; call < timesteps.length; call++) {
			if (!holds(call, timesteps.length)) continue;
			high = Math.max(high, timesteps[call]);
			low = Math.min(low, timesteps[call]);
		}
		double most = high;
		double least = low;
		// NB: samplers that ask twice at one timestep get the same kind of answer both times.
		return (latents, timestep, conditions, control) -> (timestep <= most && timestep >= least ? guided : plain).predict(
			latents, timestep, conditions, control);
	}

	/** Whether the middle of a call's share of the run lies inside. */
	private boolean holds(int call, int calls) {
		double middle = (call + 0.5) / calls;
		return middle >= from && middle < to;
	}

	/** Whether it is all of the run. */
	public boolean isWhole() {
		return from == 0 && to == 1;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof GuidanceInterval && from == ((GuidanceInterval) other).from && to == ((GuidanceInterval) other).to;
	}

	@Override
	public int hashCode() {
		return Objects.hash(from, to);
	}

	/** The text that says it. */
	@Override
	public String toString() {
		return from + ":" + to;
	}
}
