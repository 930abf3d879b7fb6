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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** Guidance is asked for in a part of the run, and nothing else changes. */
class GuidanceIntervalTest {

	@ParameterizedTest
	@CsvSource({ "0:1, 0.0:1.0", "0.25:0.75, 0.25:0.75", " .2 : 1 , 0.2:1.0", "0:0.5, 0.0:0.5" })
	void twoNumbersAreRead(String text, String written) {
		assertEquals(written, GuidanceInterval.of(text).toString());
		assertEquals(GuidanceInterval.of(text), GuidanceInterval.of(written));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "0.5", "1:0", "0.5:0.5", "0:2", "-1:1", "a:b", "0:1:1", "0:1.5" })
	void otherTextsAreRefused(String text) {
		assertEquals("guidanceinterval should be two numbers from 0 to 1, the smaller one first, such as 0:0.5, but is \"" + text +
			"\".", assertThrows(IllegalArgumentException.class, () -> GuidanceInterval.of(text)).getMessage());
	}

	@ParameterizedTest
	@CsvSource({ "0:1, 10, 10", "0:0.5, 10, 5", "0:0.5, 5, 2", "0.25:0.75, 8, 4", "0.99:1, 3, 0" })
	void callsCountByTheirMiddle(String interval, int calls, int guided) {
		assertEquals(guided, GuidanceInterval.of(interval).count(calls));
	}

	@Test
	void outsideThePromptAloneIsAskedAbout() {
		List<Double> both = new ArrayList<>();
		List<Double> alone = new ArrayList<>();
		double[] timesteps = { 900, 700, 500, 500, 300, 100 };
		Predictor limited = GuidanceInterval.of("0.2:0.6").limit(timesteps, note(both), note(alone));
		for (double timestep : timesteps)
			limited.predict(Tensor.of(new float[1], 1, 1, 1, 1), timestep, Conditions.NONE, RunControl.silent());
		assertEquals(List.of(700.0, 500.0, 500.0), both);
		assertEquals(List.of(900.0, 300.0, 100.0), alone);
	}

	@Test
	void theWholeRunIsGuidedByThePredictorItself() {
		Predictor guided = note(new ArrayList<>());
		assertSame(guided, GuidanceInterval.whole().limit(new double[] { 1 }, guided, note(new ArrayList<>())));
	}

	private static Predictor note(List<Double> heard) {
		return (latents, timestep, conditions, control) -> {
			heard.add(timestep);
			return latents;
		};
	}
}
