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
package sc.fiji.img2img.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users may say how much is run around a selection. */
class SelectionPaddingTest {

	private static final Interval IMAGE = new FinalInterval(1000, 800);

	private static final Interval SELECTION = FinalInterval.createMinSize(500, 400, 60, 30);

	@Test
	void aMarginIsThatOnEachSideAndWhatMakesTheSizeFit() {
		assertPart(FinalInterval.createMinSize(482, 383, 96, 64), "16", 512);
		assertPart(FinalInterval.createMinSize(498, 399, 64, 32), "0", 0);
		assertPart(new FinalInterval(1000, 800), "4000", 512);
	}

	@Test
	void itIsTheWholeImageOrWhatSeemsGood() {
		assertPart(IMAGE, "off", 512);
		assertPart(IMAGE, "auto", 0);
		assertPart(Surroundings.of(SELECTION, IMAGE, 0.5, 512, 32), "auto", 512);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "4097", "10 %" })
	void whatIsNoMarginIsRefused(String text) {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> SelectionPadding.of(text));
		assertTrue(e.getMessage().startsWith("padding should be auto, off or a whole number of pixels from 0 to 4096"), e
			.getMessage());
	}

	private static void assertPart(Interval expected, String padding, int edge) {
		assertEquals(expected, SelectionPadding.of(padding).part(SELECTION, IMAGE, 0.5, edge, 32));
	}
}
