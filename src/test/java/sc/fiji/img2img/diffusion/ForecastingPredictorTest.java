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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** Answers are continued where the network is not asked. */
class ForecastingPredictorTest {

	private final List<Double> asked = new ArrayList<>();

	@Test
	void answersOnALineAreTheNetworksOwn() {
		Predictor forecasting = new ForecastingPredictor(this::line, 8);
		for (double timestep : new double[] { 900, 800, 650, 600, 450, 300, 200, 100 })
			assertArrayEquals(line(timestep), forecasting.predict(Tensor.of(new float[2], 1, 2, 1, 1), timestep, Conditions.NONE,
				RunControl.silent()).data(), 1e-3f);
		assertEquals(List.of(900.0, 800.0, 600.0, 300.0, 100.0), asked);
	}

	@Test
	void whereTwoAnswersAreOfOneTimestepTheNetworkIsAsked() {
		Predictor forecasting = new ForecastingPredictor(this::line, 5);
		for (double timestep : new double[] { 900, 900, 700, 500, 300 })
			forecasting.predict(Tensor.of(new float[2], 1, 2, 1, 1), timestep, Conditions.NONE, RunControl.silent());
		assertEquals(List.of(900.0, 900.0, 700.0, 500.0, 300.0), asked);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 2", "3, 3", "4, 3", "10, 6", "15, 9" })
	void aboutEveryOtherCallIsAsked(int calls, int count) {
		assertEquals(count, ForecastingPredictor.asked(calls));
	}

	private Tensor line(Tensor latents, double timestep, Conditions conditions, RunControl control) {
		asked.add(timestep);
		return Tensor.of(line(timestep), 1, 2, 1, 1);
	}

	private static float[] line(double timestep) {
		return new float[] { (float) (3 + 0.5 * timestep), (float) (7 - 0.01 * timestep) };
	}
}
