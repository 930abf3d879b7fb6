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
package sc.fiji.img2img.text;

import sc.fiji.img2img.io.Excerpt;

/** Refuses prompts that nobody can have meant, before they take hours or overflow. */
public final class PromptCheck {

	/** A dozen times what the longest prompts have. */
	private static final int MOST_CHARACTERS = 10_000;

	private static final double MOST_WEIGHT = 1000;

	private PromptCheck() {
		// NB: one question.
	}

	/**
	 * Returns if a prompt can be encoded.
	 *
	 * @param name what to call it
	 * @param literal whether it is taken without syntax
	 * @throws IllegalArgumentException if it is too long, or a word in it weighs too much; the message says so
	 */
	public static void require(String name, String prompt, boolean literal) {
		if (prompt.length() > MOST_CHARACTERS) throw new IllegalArgumentException(name + " should have at most " +
			MOST_CHARACTERS + " characters, but has " + prompt.length() + ".");
		if (literal) return;
		for (WeightedText part : Prompt.of(prompt).parts())
			if (!(Math.abs(part.weight()) <= MOST_WEIGHT)) throw new IllegalArgumentException(name +
				" should not stress anything by more than " + (int) MOST_WEIGHT + " times, but gives \"" + Excerpt.of(part.text()
					.trim()) + "\" the weight " + part.weight() + ".");
	}
}
