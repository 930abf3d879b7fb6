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

import java.io.IOException;
import java.util.List;

import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.run.RunControl;

/**
 * Makes of prompts what a family's network is told: tokenizers, text encoders, and whatever goes with them.
 * <p>
 * Whoever opens one closes it. Not thread-safe.
 * </p>
 */
public interface TextStack extends AutoCloseable {

	/**
	 * Has LoRAs take part in what follows, in the place of those before; loads what has to be loaded for that.
	 *
	 * @throws IOException if a LoRA cannot be read, or a network cannot be loaded with it
	 */
	void use(List<Lora> loras, RunControl control) throws IOException;

	/**
	 * Encodes a job's prompts as one image of its batch has them, under its LoRAs, which are in use.
	 *
	 * @param guided whether the negative prompt matters
	 * @param image its place in the batch, for which LoRAs may have weights of their own
	 * @return conditions of one row each; without a negative unless it matters
	 */
	ConditionPair encode(DiffusionJob job, boolean guided, int image, RunControl control);

	/** Frees what {@link #use} loaded; it is loaded again when it is used again. */
	default void release() {
		// NB: small ones need not be freed.
	}

	/** The bytes of the weights of its networks; 0 where they do not matter. */
	default long bytes() {
		return 0;
	}

	/** How often networks were loaded. */
	int loads();

	@Override
	void close();
}
