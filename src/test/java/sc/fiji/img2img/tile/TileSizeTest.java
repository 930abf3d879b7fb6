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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large images are seen through windows of the model's size, others whole; users may say otherwise. */
class TileSizeTest {

	@Test
	void windowsAreOfTheModelsSize() {
		assertEquals(1024, TileSize.auto().edge(4000, 3000, 1024));
		assertEquals(512, TileSize.auto().edge(4000, 3000, 512));
	}

	@Test
	void windowsAreNotTooSmall() {
		assertEquals(512, TileSize.auto().edge(4000, 3000, 256));
		assertEquals(512, TileSize.auto().edge(4000, 3000, 0));
	}

	@Test
	void imagesThatFitAreSeenWhole() {
		assertEquals(0, TileSize.auto().edge(512, 512, 512));
		assertEquals(0, TileSize.auto().edge(768, 512, 512));
		assertEquals(512, TileSize.auto().edge(769, 512, 512));
		assertEquals(0, TileSize.auto().edge(1254, 1254, 1024));
	}

	@Test
	void usersMaySayOtherwise() {
		assertEquals(0, TileSize.of("off").edge(4000, 3000, 512));
		assertEquals(768, TileSize.of("768").edge(800, 100, 512));
		assertEquals(TileSize.auto(), TileSize.of(" Auto "));
		assertEquals(TileSize.of("0768"), TileSize.of("768"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "on", "63", "2049", "-512", "99999999999", "512.5" })
	void whatIsNoSizeIsRefused(String text) {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> TileSize.of(text));
		assertTrue(e.getMessage().contains("auto, off or a whole number of pixels from 64 to 2048"), e.getMessage());
	}
}
