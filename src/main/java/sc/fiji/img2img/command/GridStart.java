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

import java.util.List;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.grid.Grid;

/** What the dialog of grids begins with: something that runs, whether LoRAs are found or not. */
final class GridStart {

	/** The columns where no LoRA has a weight to be varied. */
	private static final String SEEDS = "seed=1,2,3,4";

	private GridStart() {
		// NB: one answer.
	}

	/** The settings, if they make a grid; else with the first LoRA that is found, or with seeds for weights. */
	static Img2ImgSettings of(Img2ImgSettings settings) {
		if (runs(settings)) return settings;
		List<String> loras = LoraChoice.names(settings);
		if (!loras.isEmpty() && settings.get(Img2ImgSettings.LORA).isBlank()) {
			Img2ImgSettings weighted = settings.with(Img2ImgSettings.LORA, loras.get(0));
			if (runs(weighted)) return weighted;
		}
		Img2ImgSettings seeded = settings.with(CommandSettings.COLUMNS, SEEDS);
		return runs(seeded) ? seeded : settings;
	}

	private static boolean runs(Img2ImgSettings settings) {
		try {
			Grid.parse(settings.get(CommandSettings.ROWS), settings.get(CommandSettings.COLUMNS)).check(settings);
			return true;
		}
		catch (IllegalArgumentException e) {
			return false;
		}
	}
}
