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
 * Answers what is to be taken away from noisy latents: a network, or one predictor that asks another.
 * <p>
 * What the answer means (noise, the clean latent, a velocity) is up to the schedulers. Guidance, inpainting and windows of a
 * large latent are predictors around the network; none needs to know which others there are. Not thread-safe.
 * </p>
 */
@FunctionalInterface
public interface Predictor {

	/**
	 * Asks once.
	 *
	 * @param latents [B, channels, h, w], as the scheduler scales them; not changed
	 * @param timestep where on the schedule they are, 0 to 1000
	 * @param conditions what else is known of them, a row for each of the B; what the network does not take is left out
	 * @param control hears what is done otherwise than asked for, and ends the call early
	 * @return the answers, [B, channels of the latent space, h, w]; the caller's own
	 * @throws java.util.concurrent.CancellationException if it was ended early
	 * @throws sc.fiji.img2img.run.InferenceException if a network fails, or its numbers overflow
	 */
	Tensor predict(Tensor latents, double timestep, Conditions conditions, RunControl control);
}
