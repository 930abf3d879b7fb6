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

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Asks another predictor in every other call only, in the first two and in the last; in between, its last two answers are
 * continued in a straight line over the timesteps. For one run; not thread-safe.
 */
final class ForecastingPredictor implements Predictor {

	private final Predictor predictor;

	private final int calls;

	private int made;

	/** Where on the schedule the last two answers were given, and these. */
	private double earlier;
	private double later;
	private Tensor before;
	private Tensor last;

	/** @param calls how many there will be */
	ForecastingPredictor(Predictor predictor, int calls) {
		this.predictor = predictor;
		this.calls = calls;
	}

	/** How many of so many calls are asked. */
	static int asked(int calls) {
		int asked = 0;
		for (int call = 0; call < calls; call++)
			if (isAsked(call, calls)) asked++;
		return asked;
	}

	@Override
	public Tensor predict(Tensor latents, double timestep, Conditions conditions, RunControl control) {
		int call = made++;
		// NB: samplers that ask twice at one timestep leave no line to continue.
		if (!isAsked(call, calls) && later != earlier) return forecast(timestep);
		before = last;
		earlier = later;
		last = predictor.predict(latents, timestep, conditions, control);
		later = timestep;
		return last;
	}

	private static boolean isAsked(int call, int calls) {
		return call < 2 || call == calls - 1 || call % 2 == 1;
	}

	private Tensor forecast(double timestep) {
		float share = (float) ((timestep - later) / (later - earlier));
		float[] from = before.data();
		float[] to = last.data();
		float[] next = new float[to.length];
		for (int i = 0; i < next.length; i++)
			next[i] = to[i] + share * (to[i] - from[i]);
		return Tensor.of(next, last.shape());
	}
}
