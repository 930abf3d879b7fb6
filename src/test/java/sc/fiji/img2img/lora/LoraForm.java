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
package sc.fiji.img2img.lora;

import java.io.IOException;
import java.util.List;

import sc.fiji.img2img.onnx.graph.OnnxModel;

/** A way in which LoRAs can be in a graph; what they change is the same. */
enum LoraForm {

	/** As the CPU has those of low rank. */
	BRANCHES,

	/** As graphics processors have those of low rank. */
	IN_WEIGHTS,

	/** In weights that are changed once, as all can be. */
	MERGED;

	/**
	 * Puts LoRAs into a network.
	 *
	 * @return what it is to be fed
	 */
	LoraRewrite put(OnnxModel model, Part part, List<Lora> loras) throws IOException {
		if (this == MERGED) MergedLoras.into(model, part, loras.toArray(new Lora[0]));
		LoraRewrite rewrite = LoraRewrite.of(part, this == MERGED ? List.of() : loras).addedToWeights(this == IN_WEIGHTS);
		rewrite.apply(model);
		return rewrite;
	}
}
