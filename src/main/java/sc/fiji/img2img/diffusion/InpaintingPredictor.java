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

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Shows another predictor, besides the latents, where they may change and what is around that: the channels of inpainting
 * models. Immutable.
 */
final class InpaintingPredictor implements Predictor {

	private final Predictor predictor;

	private final Tensor mask;

	private final Tensor holes;

	/**
	 * @param mask [1, 1, h, w], 1 where a latent may change, else 0
	 * @param holes the latents of the image without that, [B, channels, h, w]
	 */
	InpaintingPredictor(Predictor predictor, Tensor mask, Tensor holes) {
		this.predictor = predictor;
		this.mask = mask;
		this.holes = holes;
	}

	@Override
	public Tensor predict(Tensor latents, double timestep, Conditions conditions, RunControl control) {
		Tensor[] rows = new Tensor[latents.dim(0)];
		for (int r = 0; r < rows.length; r++)
			rows[r] = stack(latents.row(r), mask, holes.row(r));
		return predictor.predict(Tensor.concatenate(rows), timestep, conditions, control);
	}

	private static Tensor stack(Tensor... parts) {
		int height = parts[0].dim(2);
		int width = parts[0].dim(3);
		int channels = 0;
		for (Tensor part : parts)
			channels += part.dim(1);
		float[] stacked = new float[channels * height * width];
		int offset = 0;
		for (Tensor part : parts) {
			System.arraycopy(part.data(), 0, stacked, offset, part.data().length);
			offset += part.data().length;
		}
		return Tensor.of(stacked, 1, channels, height, width);
	}
}
