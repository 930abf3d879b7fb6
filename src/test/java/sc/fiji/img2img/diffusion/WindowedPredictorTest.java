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
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tile.Windows;

/** Large latents are asked about in windows, each with all that is known. */
class WindowedPredictorTest {

	private static final Windows WINDOWS = Windows.of(40, 24, 16, 4, 4);

	@Test
	void eachWindowIsAskedAboutWithAllThatIsKnown() {
		Conditions conditions = Conditions.of("words", Tensor.of(new float[] { 3, 5 }, 2, 1));
		AtomicInteger asked = new AtomicInteger();
		Predictor scaling = (latents, timestep, known, control) -> {
			asked.incrementAndGet();
			float[] data = latents.data().clone();
			for (int i = 0; i < data.length; i++)
				data[i] *= known.get("words").data()[i * 2 / data.length] * timestep;
			return Tensor.of(data, latents.shape());
		};
		Tensor latents = wave();
		float[] whole = scaling.predict(latents, 7, conditions, RunControl.silent()).data();
		asked.set(0);
		AtomicInteger told = new AtomicInteger();
		RunControl control = RunControl.of(new RunListener() {

			@Override
			public void part(int done, int total) {
				assertEquals(told.incrementAndGet(), done);
				assertEquals(WINDOWS.count(), total);
			}
		});
		Tensor windowed = new WindowedPredictor(scaling, WINDOWS).predict(latents, 7, conditions, control);
		assertArrayEquals(whole, windowed.data(), 1e-4f);
		assertEquals(WINDOWS.count(), asked.get());
		assertEquals(WINDOWS.count(), told.get());
	}

	@Test
	void noWindowIsAskedAboutOnceItIsCancelled() {
		RunControl control = RunControl.silent();
		AtomicInteger asked = new AtomicInteger();
		Predictor cancelling = (latents, timestep, known, heard) -> {
			asked.incrementAndGet();
			control.cancellation().cancel();
			return latents;
		};
		assertThrows(CancellationException.class, () -> new WindowedPredictor(cancelling, WINDOWS).predict(wave(), 7,
			Conditions.NONE, control));
		assertEquals(1, asked.get());
	}

	private static Tensor wave() {
		float[] data = new float[2 * 3 * 24 * 40];
		for (int i = 0; i < data.length; i++)
			data[i] = (float) Math.sin(i * 0.7);
		return Tensor.of(data, 2, 3, 24, 40);
	}
}
