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

import java.util.List;

/** A prompt, taken apart into pieces of text with a weight each. Immutable; equal where the pieces are. */
public final class Prompt {

	private final List<WeightedText> parts;

	private Prompt(List<WeightedText> parts) {
		this.parts = List.copyOf(parts);
	}

	/**
	 * Reads a prompt in AUTOMATIC1111's syntax; there is no prompt that it refuses.
	 * <ul>
	 * <li>{@code (text)} weighs 1.1 times as much, {@code ((text))} 1.21 times, and so on;</li>
	 * <li>{@code (text:1.3)} weighs 1.3 times as much;</li>
	 * <li>{@code [text]} weighs 1.1 times less;</li>
	 * <li>{@code \(}, {@code \)}, {@code \[}, {@code \]} and {@code \\} stand for the character itself, and a backslash
	 * before anything else for nothing;</li>
	 * <li>{@code BREAK} begins a new chunk. NB: Also within brackets, where AUTOMATIC1111 takes it for a word of
	 * negative weight.</li>
	 * </ul>
	 * Brackets left open are closed at the end; a closing bracket too many is text.
	 */
	public static Prompt of(String text) {
		return new Prompt(new PromptParser(text).parse());
	}

	/** A prompt without any syntax: brackets, backslashes and BREAK are text like all the rest. */
	public static Prompt literal(String text) {
		return new Prompt(List.of(WeightedText.of(text, 1)));
	}

	/** The pieces in the order of the prompt; at least one. */
	public List<WeightedText> parts() {
		return parts;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Prompt && parts.equals(((Prompt) other).parts);
	}

	@Override
	public int hashCode() {
		return parts.hashCode();
	}
}
