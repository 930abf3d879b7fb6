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

import java.util.Map;
import java.util.Objects;

import sc.fiji.img2img.lora.LoraWeights;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.text.Prompt;

/**
 * What text encoders are asked for one image: all that their answer depends on. Immutable; equal where the answers are.
 */
final class PromptQuestion {

	private final Prompt prompt;

	private final Prompt negative;

	private final boolean guided;

	private final Map<Part, LoraWeights> loras;

	/**
	 * A question.
	 *
	 * @param negative null for none, which is not an empty one
	 * @param guided whether the negative prompt matters
	 * @param loras what is in use in each encoder
	 */
	PromptQuestion(Prompt prompt, Prompt negative, boolean guided, Map<Part, LoraWeights> loras) {
		this.prompt = prompt;
		this.negative = negative;
		this.guided = guided;
		this.loras = Map.copyOf(loras);
	}

	Prompt prompt() {
		return prompt;
	}

	Prompt negative() {
		return negative;
	}

	boolean isGuided() {
		return guided;
	}

	LoraWeights loras(Part part) {
		return loras.get(part);
	}

	@Override
	public boolean equals(Object other) {
		if (!(other instanceof PromptQuestion)) return false;
		PromptQuestion that = (PromptQuestion) other;
		return prompt.equals(that.prompt) && Objects.equals(negative, that.negative) && guided == that.guided && loras.equals(
			that.loras);
	}

	@Override
	public int hashCode() {
		return Objects.hash(prompt, negative, guided, loras);
	}
}
