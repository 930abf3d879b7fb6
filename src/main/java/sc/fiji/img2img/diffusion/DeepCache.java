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

import java.util.HashMap;
import java.util.Map;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Asks all layers of a network in every other call only; in between the outer ones, with what the deep ones said of the same
 * place before. Of the two calls that some samplers make in each step, all are asked in the second, which decides where the step
 * ends, and in the very first.
 * <p>
 * Two predictors share it: one around everything that asks the network, which counts the calls of a run, and one in the
 * network's place, which is asked about each window of a call. What does not fit into the memory set aside is asked whole
 * each time. For one run; not thread-safe.
 * </p>
 */
final class DeepCache {

	/** The bytes of Java's heap that a run needs for each pixel. */
	private static final long BYTES_PER_PIXEL = 20;

	private final LayeredPredictor network;

	/** How many calls make up a step, 1 or 2. */
	private final int order;

	/** How many numbers may be kept. */
	private final long room;

	/** What the deep layers said last of each window for which there was room. */
	private final Map<Integer, Tensor> kept = new HashMap<>();

	private long taken;

	private int calls;

	/** How many windows of this call were asked about. */
	private int asked;

	private boolean full;

	/**
	 * @param order how many calls make up a step, 1 or 2
	 * @param room how many numbers may be kept
	 */
	DeepCache(LayeredPredictor network, int order, long room) {
		this.network = network;
		this.order = order;
		this.room = room;
	}

	/** A cache that takes at most half of Java's heap, and what an image of so many pixels needs less. */
	static DeepCache of(LayeredPredictor network, int order, long pixels) {
		long bytes = Runtime.getRuntime().maxMemory() / 2 - BYTES_PER_PIXEL * pixels;
		return new DeepCache(network, order, bytes / Float.BYTES);
	}

	/** A predictor to be asked in the place of the network. */
	Predictor network() {
		return this::ask;
	}

	/** A predictor for the calls of the run. */
	Predictor around(Predictor predictor) {
		return (latents, timestep, conditions, control) -> {
			asked = 0;
			int call = calls++;
			if (call == 0 || call % 2 == order - 1) {
				kept.clear();
				taken = 0;
			}
			return predictor.predict(latents, timestep, conditions, control);
		};
	}

	// -- Helper methods --

	private Tensor ask(Tensor latents, double timestep, Conditions conditions, RunControl control) {
		int window = asked++;
		Tensor deep = kept.get(window);
		// NB: where the guidance begins or ends, there are more rows than before, or fewer.
		if (deep != null && deep.dim(0) == latents.dim(0)) return network.predictOuter(latents, timestep, conditions, deep,
			control);
		LayeredPredictor.Answer all = network.predictAll(latents, timestep, conditions, control);
		keep(window, all.deep(), control);
		return all.whole();
	}

	private void keep(int window, Tensor deep, RunControl control) {
		Tensor before = kept.remove(window);
		if (before != null) taken -= before.data().length;
		if (taken + deep.data().length <= room) {
			kept.put(window, deep);
			taken += deep.data().length;
		}
		else if (!full) {
			full = true;
			control.note("There is room to keep what the deep layers say of " + window + " windows; all layers are asked about the " +
				"others in every step.");
		}
	}
}
