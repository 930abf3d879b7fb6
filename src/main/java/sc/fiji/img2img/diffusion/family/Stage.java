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
package sc.fiji.img2img.diffusion.family;

import java.util.Locale;

import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.tensor.Tensor;

/** The stages whose results are checked, so that overflow is reported where it happens. */
enum Stage {

	TEXT("The text encoder's result is not finite: its fp16 weights overflow, or its files are damaged; " +
		"use a model whose text encoder is fp32."), //
	ENCODER("The VAE encoder's result is not finite: its fp16 weights overflow; " +
		"use a model whose VAE is fp32, or the VAE that is known as sdxl-vae-fp16-fix."), //
	UNET("The UNet's result is not finite at timestep %s: its fp16 weights overflow, or the scheduler or the guidance " +
		"does not suit the model; use an fp32 UNet, the model's own scheduler or a lower guidance."), //
	DECODER("The VAE decoder's result is not finite: its fp16 weights overflow; " +
		"use a model whose VAE is fp32, or the VAE that is known as sdxl-vae-fp16-fix.");

	private final String message;

	Stage(String message) {
		this.message = message;
	}

	/**
	 * Hands on the stage's result.
	 *
	 * @throws InferenceException if it holds NaN or an infinity
	 */
	Tensor checked(Tensor result, Object... details) {
		if (!result.isFinite()) throw new InferenceException(String.format(Locale.ROOT, message, details));
		return result;
	}
}
