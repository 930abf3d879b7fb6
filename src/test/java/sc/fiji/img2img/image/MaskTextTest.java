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
package sc.fiji.img2img.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.OvalRoi;
import ij.process.ByteProcessor;

import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.image.ij.SeenMask;

/** Masks survive as text. */
class MaskTextTest {

	@Property(tries = 50)
	void whatIsWrittenIsReadAgain(@ForAll @IntRange(min = 1, max = 40) int width, @ForAll @IntRange(min = 1,
		max = 40) int height, @ForAll long seed)
	{
		boolean[] inside = new boolean[width * height];
		Random random = new Random(seed);
		for (int i = 0; i < inside.length; i++)
			inside[i] = random.nextBoolean();
		Mask same = MaskText.read(MaskText.write(Mask.of(inside, width, height)), width, height);
		for (int i = 0; i < inside.length; i++)
			assertEquals(inside[i], same.contains(i));
	}

	@Test
	void ovalOfALargeImageIsShort() {
		ByteProcessor mask = new ByteProcessor(1024, 1024);
		mask.setValue(255);
		mask.fill(new OvalRoi(100, 200, 700, 600));
		String text = MaskText.write(SeenMask.mask(mask));
		assertTrue(text.length() < 5000, text.length() + " characters");
	}

	@Test
	void otherSizesAndDamagedTextsAreRefused() {
		boolean[] inside = new boolean[400];
		Arrays.fill(inside, true);
		String text = MaskText.write(Mask.of(inside, 20, 20));
		for (String bad : new String[] { "", "!", "abcd", text.substring(0, text.length() - 4) })
			assertThrows(IllegalArgumentException.class, () -> MaskText.read(bad, 20, 20));
		assertThrows(IllegalArgumentException.class, () -> MaskText.read(text, 19, 20));
		assertThrows(IllegalArgumentException.class, () -> MaskText.read(text, 2, 2));
	}
}
