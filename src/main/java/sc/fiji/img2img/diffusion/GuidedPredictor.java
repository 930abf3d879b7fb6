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

import java.util.List;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** Asks another predictor about the negative and the positive prompt at once, and guides its answers. Immutable. */
final class GuidedPredictor implements Predictor {

	private final Predictor predictor;

	private final Guidance guidance;

	private final Conditions negative;

	/** @param negative a row for each latent, of the kinds and shapes that the positive ones have */
	GuidedPredictor(Predictor predictor, Guidance guidance, Conditions negative) {
		this.predictor = predictor;
		this.guidance = guidance;
		this.negative = negative;
	}

	@Override
	public Tensor predict(Tensor latents, double timestep, Conditions positive, RunControl control) {
		int rows = latents.dim(0);
		Tensor answers = predictor.predict(Tensor.concatenate(latents, latents), timestep, Conditions.concatenate(
			List.of(negative, positive)), control);
		Tensor[] guided = new Tensor[rows];
		for (int r = 0; r < rows; r++) {
			Tensor against = answers.row(r);
			guided[r] = Tensor.of(guidance.apply(against.data(), answers.row(rows + r).data()), against.shape());
		}
		return Tensor.concatenate(guided);
	}
}
