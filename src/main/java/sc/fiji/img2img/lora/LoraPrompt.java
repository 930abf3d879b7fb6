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

import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.text.PromptTags;

/** A prompt, parted into its words and the LoRAs that it asks for. Immutable. */
public final class LoraPrompt {

	private final String words;

	private final List<LoraRequest> requests;

	private LoraPrompt(String words, List<LoraRequest> requests) {
		this.words = words;
		this.requests = List.copyOf(requests);
	}

	/**
	 * Reads a prompt in AUTOMATIC1111's syntax: {@code nuclei <lora:style:0.8>}.
	 *
	 * @throws IllegalArgumentException if there are tags that are none
	 */
	public static LoraPrompt of(String prompt) {
		PromptTags tags = PromptTags.of(prompt);
		List<LoraRequest> requests = new ArrayList<>();
		for (String tag : tags.loras()) {
			if (tag.isEmpty()) throw new IllegalArgumentException(
				"The prompt has a tag without the name of a LoRA; it should be <lora:NAME:WEIGHT>.");
			requests.add(LoraRequest.of(tag, 1));
		}
		return new LoraPrompt(tags.rest(), requests);
	}

	/** A prompt that is nothing but words. */
	public static LoraPrompt literal(String prompt) {
		return new LoraPrompt(prompt, List.of());
	}

	/**
	 * Returns if a negative prompt has no requests.
	 *
	 * @throws IllegalArgumentException if it has some, or tags that are none
	 */
	public static void refuseIn(String negative) {
		List<String> tags = PromptTags.of("The negative prompt", negative).loras();
		if (!tags.isEmpty()) throw new IllegalArgumentException("The negative prompt asks for the LoRA \"" + Excerpt.of(tags.get(
			0)) + "\", but LoRAs belong into the prompt; for the opposite of one, give it a weight below 0 there.");
	}

	/** The prompt without the requests in it. */
	public String words() {
		return words;
	}

	/** The requests in their order. */
	public List<LoraRequest> requests() {
		return requests;
	}
}
