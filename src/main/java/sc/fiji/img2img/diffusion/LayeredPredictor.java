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
 * A network whose outer layers answer alone when they are given what its deep ones said in an earlier call. Not thread-safe.
 * <p>
 * Method: DeepCache, Ma, Fang and Wang 2023 (arXiv 2312.00858).
 * </p>
 */
public interface LayeredPredictor extends Predictor {

	/** As {@link #predict}, and what the deep layers say besides. */
	Answer predictAll(Tensor latents, double timestep, Conditions conditions, RunControl control);

	/**
	 * As {@link #predict}, by the outer layers alone.
	 *
	 * @param deep what the deep layers said of as many latents of the same size
	 */
	Tensor predictOuter(Tensor latents, double timestep, Conditions conditions, Tensor deep, RunControl control);

	/** What all layers say. Immutable; its tensors are the caller's own. */
	final class Answer {

		private final Tensor whole;

		private final Tensor deep;

		/** @param whole as of {@link #predict} */
		public Answer(Tensor whole, Tensor deep) {
			this.whole = whole;
			this.deep = deep;
		}

		Tensor whole() {
			return whole;
		}

		Tensor deep() {
			return deep;
		}
	}
}
