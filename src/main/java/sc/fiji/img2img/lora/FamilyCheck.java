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
import java.util.Arrays;

import sc.fiji.img2img.tensor.file.SafeTensors;

/** Refuses LoRA files that were made for another family of models, by what they state and by the widths of their tensors. */
final class FamilyCheck {

	private FamilyCheck() {
		// NB: only checks.
	}

	/** Compares what a file's header states with the kind of model. */
	static void stated(LoraTarget model, LoraFile file) throws IOException {
		LoraFamily stated = LoraFamily.stated(file.metadata(), model.families());
		if (stated == null) return;
		if (!model.families().contains(stated)) throw file.refuse("it says of itself that it " +
			"was made for " + stated + ", but the model " + model + " is of another family");
	}

	/** Compares how many numbers per token a file's cross-attention reads with the graph's. */
	static void width(LoraTarget model, LoraFile file, Part part, SafeTensors tensors, GraphModules graph)
		throws IOException
	{
		long has = graph.crossAttentionWidth();
		LoraFamily family = LoraFamily.ofWidth(has);
		LoraFamily stated = LoraFamily.stated(file.metadata(), model.families());
		if (stated != null && family != null && stated != family) throw file.refuse("it says of itself that it was made for " +
			stated + ", but the model " + model + " is " + family);
		for (LoraModule module : file.modules(part)) {
			if (!module.path().endsWith("attn2_to_k") || !module.has(Role.DOWN)) continue;
			long[] shape = tensors.shape(module.tensor(Role.DOWN));
			long wants = shape.length < 2 ? -1 : Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
			if (has < 0 || wants == has) return;
			LoraFamily other = LoraFamily.ofWidth(wants);
			throw file.refuse("it was made for " + (other == null ? "a model" : other + ", a model") + " whose prompts have " +
				wants + " numbers per token, but those of " + model + " have " + has);
		}
	}
}
