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
package sc.fiji.img2img.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.tensor.Tensor;

/** A run's control hands on what it hears, and shares its cancellation or its listener with others. */
class RunControlTest {

	private final List<String> heard = new ArrayList<>();

	private final RunListener listener = new RunListener() {

		@Override
		public void stage(String message) {
			heard.add("stage " + message);
		}

		@Override
		public void note(String message) {
			heard.add("note " + message);
		}

		@Override
		public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
			heard.add(done + " of " + total + ", " + secondsLeft + " s, " + preview.get());
		}
	};

	@Test
	void itsListenerHearsEverything() {
		RunControl control = RunControl.of(listener);
		control.stage("a");
		control.note("b");
		control.step(1, 2, 0.5, () -> Tensor.of(new float[3], 1, 3));
		assertEquals(List.of("stage a", "note b", "1 of 2, 0.5 s, Tensor[1, 3]"), heard);
	}

	@Test
	void anotherListenerSharesTheCancellation() {
		RunControl control = RunControl.silent();
		RunControl other = control.withListener(listener);
		control.cancellation().cancel();
		assertThrows(CancellationException.class, other::check);
		control.stage("a");
		assertEquals(List.of(), heard);
		other.stage("b");
		assertEquals(List.of("stage b"), heard);
	}

	@Test
	void anotherCancellationLeavesTheFirstAlone() {
		RunControl control = RunControl.of(listener);
		RunControl own = control.withCancellation(new Cancellation());
		own.cancellation().cancel();
		assertThrows(CancellationException.class, own::check);
		assertDoesNotThrow(control::check);
		own.stage("a");
		assertEquals(List.of("stage a"), heard);
	}
}
