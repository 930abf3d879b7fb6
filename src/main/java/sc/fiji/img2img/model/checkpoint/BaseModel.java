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
package sc.fiji.img2img.model.checkpoint;

import sc.fiji.img2img.network.UnetConfig;

/** The published models that all others derive from, as far as they differ in how they are run. */
public enum BaseModel {

	SD1("Stable Diffusion 1"), SD2("Stable Diffusion 2"), SDXL("Stable Diffusion XL"), SDXL_REFINER(
		"Stable Diffusion XL refiner");

	/** The numbers on the image's size that refiners take. */
	private static final int REFINER_IDS = 5;

	private final String title;

	BaseModel(String title) {
		this.title = title;
	}

	static BaseModel of(UnetConfig unet) {
		if (unet.added != null) return unet.added.timeIds == REFINER_IDS ? SDXL_REFINER : SDXL;
		return unet.linear ? SD2 : SD1;
	}

	/** Whether the UNet takes pooled text embeddings and image sizes besides the hidden states. */
	public boolean isXl() {
		return this == SDXL || this == SDXL_REFINER;
	}

	@Override
	public String toString() {
		return title;
	}
}
