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
package sc.fiji.img2img;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.lora.LoraPrompt;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.text.PromptCheck;
import sc.fiji.img2img.text.PromptNotes;

/** What the prompts of settings say: the words that steer, and the LoRAs that they and their own setting ask for. Immutable. */
final class Prompts {

	private final String words;

	private final List<LoraRequest> loras;

	private final List<String> notes;

	private Prompts(String words, List<LoraRequest> loras, List<String> notes) {
		this.words = words;
		this.loras = List.copyOf(loras);
		this.notes = List.copyOf(notes);
	}

	/**
	 * Reads the prompts.
	 *
	 * @throws IllegalArgumentException if one is not written as it should be; the message says what is wrong
	 */
	static Prompts of(Img2ImgSettings settings) {
		boolean literal = settings.get(Img2ImgSettings.LITERAL);
		String text = settings.get(Img2ImgSettings.PROMPT);
		String negative = settings.get(Img2ImgSettings.NEGATIVE);
		PromptCheck.require("The prompt", text, true);
		LoraPrompt prompt = literal ? LoraPrompt.literal(text) : LoraPrompt.of(text);
		PromptCheck.require("The prompt", prompt.words(), literal);
		PromptCheck.require("The negative prompt", negative, literal);
		List<LoraRequest> loras = new ArrayList<>(LoraRequest.list(settings.get(Img2ImgSettings.LORA), settings.get(
			Img2ImgSettings.LORAWEIGHT)));
		loras.addAll(prompt.requests());
		List<String> notes = new ArrayList<>();
		if (!literal) {
			LoraPrompt.refuseIn(negative);
			notes.addAll(PromptNotes.of(prompt.words()));
			notes.addAll(PromptNotes.of(negative));
		}
		return new Prompts(prompt.words(), loras, notes);
	}

	/** The prompt without the LoRAs that it asks for. */
	String words() {
		return words;
	}

	/** The LoRAs that the setting and then the prompt ask for. */
	List<LoraRequest> loras() {
		return loras;
	}

	/** What users of other programs should know about the prompts; mostly nothing. */
	List<String> notes() {
		return notes;
	}
}
