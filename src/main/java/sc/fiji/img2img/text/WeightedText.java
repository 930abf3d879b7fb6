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

import java.util.Objects;

/** A piece of a prompt with the weight that it shall have, or the place where a new chunk begins. Immutable. */
public final class WeightedText {

	/** The word BREAK of the prompt syntax: what follows begins a new chunk. */
	public static final WeightedText BREAK = new WeightedText("BREAK", 1);

	private final String text;

	private final double weight;

	private WeightedText(String text, double weight) {
		this.text = text;
		this.weight = weight;
	}

	/**
	 * A piece of text.
	 *
	 * @param weight 1 for the weight that the text has of itself
	 */
	public static WeightedText of(String text, double weight) {
		return new WeightedText(text, weight);
	}

	/** The text, free of syntax. */
	public String text() {
		return text;
	}

	/** The factor for the encoded tokens of this text. */
	public double weight() {
		return weight;
	}

	@Override
	public boolean equals(Object other) {
		if (this == BREAK || other == BREAK) return this == other;
		if (!(other instanceof WeightedText)) return false;
		WeightedText that = (WeightedText) other;
		return text.equals(that.text) && weight == that.weight;
	}

	@Override
	public int hashCode() {
		return Objects.hash(text, weight);
	}

	@Override
	public String toString() {
		return this == BREAK ? text : "(" + text + ":" + weight + ")";
	}
}
