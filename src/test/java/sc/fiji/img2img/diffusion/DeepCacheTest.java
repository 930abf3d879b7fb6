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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** All layers are asked in every other call, the outer ones in between, with what was kept of the same window. */
class DeepCacheTest {

	private static final long ROOM = 100;

	private final List<String> asked = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private final LayeredPredictor network = new Network();

	@Test
	void everyOtherCallIsForTheOuterLayers() {
		run(new DeepCache(network, 1, ROOM), new int[] { 1 }, new int[] { 1 }, new int[] { 1 }, new int[] { 1 });
		assertEquals(List.of("all 0.0", "outer 10.0 with 0.0", "all 20.0", "outer 30.0 with 20.0"), asked);
	}

	@Test
	void ofTwoCallsInAStepTheSecondIsForAllLayers() {
		run(new DeepCache(network, 2, ROOM), new int[] { 1 }, new int[] { 1 }, new int[] { 1 }, new int[] { 1 }, new int[] { 1 });
		assertEquals(List.of("all 0.0", "all 10.0", "outer 20.0 with 10.0", "all 30.0", "outer 40.0 with 30.0"), asked);
	}

	@Test
	void eachWindowHasItsOwn() {
		run(new DeepCache(network, 1, ROOM), new int[] { 1, 1, 1 }, new int[] { 1, 1, 1 });
		assertEquals(List.of("all 0.0", "all 1.0", "all 2.0", "outer 10.0 with 0.0", "outer 11.0 with 1.0",
			"outer 12.0 with 2.0"), asked);
	}

	@Test
	void moreOrFewerRowsThanBeforeAreAskedOfAllLayers() {
		run(new DeepCache(network, 1, ROOM), new int[] { 2 }, new int[] { 1 }, new int[] { 1 }, new int[] { 1 }, new int[] { 1 },
			new int[] { 2 });
		assertEquals(List.of("all 0.0", "all 10.0", "all 20.0", "outer 30.0 with 20.0", "all 40.0", "all 50.0"), asked);
	}

	@Test
	void whatDoesNotFitIsAskedOfAllLayersAndSaidOnce() {
		int[] windows = { 1, 1, 1 };
		run(new DeepCache(network, 1, 2), windows, windows, windows, windows);
		assertEquals(List.of("all 0.0", "all 1.0", "all 2.0", "outer 10.0 with 0.0", "outer 11.0 with 1.0", "all 12.0",
			"all 20.0", "all 21.0", "all 22.0", "outer 30.0 with 20.0", "outer 31.0 with 21.0", "all 32.0"), asked);
		assertEquals(List.of("There is room to keep what the deep layers say of 2 windows; all layers are asked about the " +
			"others in every step."), notes);
	}

	/** Makes calls, in each of which the network is asked about windows of so many rows. */
	private void run(DeepCache cache, int[]... calls) {
		RunControl control = RunControl.of(new RunListener() {

			@Override
			public void note(String message) {
				notes.add(message);
			}
		});
		for (int call = 0; call < calls.length; call++) {
			int[] windows = calls[call];
			Predictor around = cache.around((latents, timestep, conditions, listening) -> {
				Tensor last = latents;
				for (int w = 0; w < windows.length; w++)
					last = cache.network().predict(rows(windows[w], timestep + w), timestep, conditions, listening);
				return last;
			});
			around.predict(rows(1, 0), 10.0 * call, Conditions.NONE, control);
		}
	}

	private static Tensor rows(int count, double value) {
		float[] values = new float[count];
		values[0] = (float) value;
		return Tensor.of(values, count, 1, 1, 1);
	}

	/** Its deep layers say what they are asked about. */
	private final class Network implements LayeredPredictor {

		@Override
		public Tensor predict(Tensor latents, double timestep, Conditions conditions, RunControl control) {
			throw new AssertionError("what the deep layers say would be lost");
		}

		@Override
		public Answer predictAll(Tensor latents, double timestep, Conditions conditions, RunControl control) {
			asked.add("all " + latents.data()[0]);
			return new Answer(latents, latents);
		}

		@Override
		public Tensor predictOuter(Tensor latents, double timestep, Conditions conditions, Tensor deep, RunControl control) {
			asked.add("outer " + latents.data()[0] + " with " + deep.data()[0]);
			return latents;
		}
	}
}
