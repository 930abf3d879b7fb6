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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are much smaller than those that a model knows are scaled for it, others run as they are. */
class ModelSizeTest {

	@Test
	void smallImagesAreEnlargedToHalfOfWhatTheModelKnows() {
		assertEquals(2, ModelSize.auto().factor(64, 64, 256));
		assertEquals(4, ModelSize.auto().factor(64, 64, 512));
		assertEquals(256 / Math.sqrt(100 * 50), ModelSize.auto().factor(100, 50, 512), 1e-12);
	}

	@Test
	void othersStayAsTheyAre() {
		assertEquals(1, ModelSize.auto().factor(86, 86, 256));
		assertEquals(1, ModelSize.auto().factor(43, 172, 256));
		assertEquals(1, ModelSize.auto().factor(4000, 3000, 512));
		assertEquals(1, ModelSize.auto().factor(10, 10, 0));
		assertEquals(1, ModelSize.off().factor(10, 10, 512));
	}

	@Test
	void usersMaySayWhichAreaItShouldBe() {
		assertEquals(0.25, ModelSize.of("512").factor(2048, 2048, 512));
		assertEquals(2, ModelSize.of("512").factor(512, 128, 256));
		assertEquals(ModelSize.auto(), ModelSize.of(" Auto "));
		assertEquals(ModelSize.of("0512"), ModelSize.of("512"));
		assertNotEquals(ModelSize.of("512"), TileSize.of("512"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "on", "63", "2049", "512x512" })
	void whatIsNoSizeIsRefused(String text) {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ModelSize.of(text));
		assertTrue(e.getMessage().startsWith("size should be auto, off or a whole number of pixels from 64 to 2048"), e
			.getMessage());
	}
}
