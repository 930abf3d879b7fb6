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
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

import org.junit.jupiter.api.Test;

/** A selection is run with what is around it, and not with the whole image. */
class SurroundingsTest {

	private static final Interval IMAGE = new FinalInterval(4000, 3000);

	@Test
	void aSmallSelectionIsSeenInTheMiddleOfWhatTheModelKnows() {
		assertPart(1712, 1216, 512, 512, selection(1936, 1440, 64, 64), 0.75);
	}

	@Test
	void theMarginGrowsWithTheStrength() {
		Interval selection = selection(1000, 1000, 800, 640);
		assertPart(936, 936, 928, 768, selection, 0.02);
		assertPart(768, 768, 1264, 1104, selection, 0.5);
		assertPart(600, 600, 1600, 1440, selection, 1);
	}

	@Test
	void theImageEndsWhereItEnds() {
		assertPart(0, 2488, 512, 512, selection(0, 2990, 10, 10), 0.5);
		assertPart(3488, 0, 512, 512, selection(3990, 0, 10, 10), 0.5);
		assertPart(0, 0, 4000, 3000, selection(1, 1, 3998, 2998), 0.1);
		Interval narrow = new FinalInterval(300, 3000);
		Interval part = Surroundings.of(selection(40, 1000, 30, 30), narrow, 0.5, 512, 16);
		assertEquals(300, part.dimension(0));
		assertEquals(512, part.dimension(1));
	}

	@Test
	void thereIsAlwaysAPixelAroundASelectionThatDoesNotReachTheEnd() {
		Interval selection = selection(500, 700, 512, 512);
		Interval part = Surroundings.of(selection, IMAGE, 0, 512, 8);
		assertTrue(Intervals.contains(part, Intervals.expand(selection, 1)));
	}

	private static Interval selection(long x, long y, long width, long height) {
		return FinalInterval.createMinSize(x, y, width, height);
	}

	private static void assertPart(long x, long y, long width, long height, Interval selection, double strength) {
		Interval part = Surroundings.of(selection, IMAGE, strength, 512, 16);
		assertEquals(FinalInterval.createMinSize(x, y, width, height), part);
		assertTrue(Intervals.contains(IMAGE, part));
		assertTrue(Intervals.contains(part, selection));
	}
}
