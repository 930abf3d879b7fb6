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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.tensor.Tensor;

/** Dialogs say of a run's start what the model's own scheduler does. */
class RunStartTest {

	private static final Img2ImgSettings SETTINGS = Img2ImgSettings.defaults();

	private static final Tensor GREY = Tensor.of(new float[3 * 8 * 8], 1, 3, 8, 8);

	@Test
	void stepsAreThoseOfTheModel() throws IOException {
		assertEquals("0.75: 15 of 20 steps", start("sd15").plan(SETTINGS));
		assertEquals("0.75: 20 of 20 steps", start("lcm").plan(SETTINGS));
		assertEquals("0.75: 20 of 26 steps", start("sd15").plan(SETTINGS.with(Img2ImgSettings.EXACT, true)));
	}

	@Test
	void noiseGrowsWithTheStrengthAndIsTheSameEachTime() throws IOException {
		RunStart start = start("sd15");
		float[] little = noised(start, 0.2);
		float[] much = noised(start, 0.8);
		assertArrayEquals(much, noised(start, 0.8));
		double ratio = much[0] / little[0];
		assertTrue(ratio > 1.5, "ratio " + ratio);
		for (int i = 0; i < much.length; i++)
			assertEquals(ratio, much[i] / little[i], 1e-3 * ratio);
		assertArrayEquals(GREY.data(), noised(start, 0));
	}

	@Test
	void nothingIsShownOfAModelThatIsNotKnown() {
		assertEquals("0.75: 15 of 20 steps", RunStart.UNKNOWN.plan(SETTINGS));
		assertNull(RunStart.UNKNOWN.noised(GREY, SETTINGS));
		assertNull(ModelFacts.of(SETTINGS.with(CommandSettings.MODEL, "/no/such")).start().noised(GREY, SETTINGS));
	}

	private static float[] noised(RunStart start, double strength) {
		return start.noised(GREY, SETTINGS.with(Img2ImgSettings.STRENGTH, strength)).data();
	}

	private static RunStart start(String model) throws IOException {
		return RunStart.of(Model.open(TestModels.get(model)));
	}
}
