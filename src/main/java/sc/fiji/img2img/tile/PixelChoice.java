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
package sc.fiji.img2img.tile;

import java.util.Locale;

/** Something that is chosen automatically, turned off, or given as a number of pixels. Immutable. */
abstract class PixelChoice {

	static final String AUTO = "auto";

	static final String OFF = "off";

	private final String text;

	/** @param text one that {@link #read} gives */
	PixelChoice(String text) {
		this.text = text;
	}

	/**
	 * What a text says, written as it is usual.
	 *
	 * @param key of the setting, for messages
	 * @throws IllegalArgumentException with a sentence that says what is possible
	 */
	static String read(String key, String text, int min, int max) {
		String word = text.trim().toLowerCase(Locale.ROOT);
		if (word.equals(AUTO) || word.equals(OFF)) return word;
		int pixels = word.matches("[0-9]{1,9}") ? Integer.parseInt(word) : -1;
		if (pixels < min || pixels > max) throw new IllegalArgumentException(key + " should be " + AUTO + ", " + OFF +
			" or a whole number of pixels from " + min + " to " + max + ", but is \"" + text + "\".");
		return Integer.toString(pixels);
	}

	/** Whether it is left to the program. */
	public final boolean isAutomatic() {
		return text.equals(AUTO);
	}

	/** Whether it is a number of pixels. */
	public final boolean isGiven() {
		return !text.equals(AUTO) && !text.equals(OFF);
	}

	/** The number of pixels, which has to be given. */
	public final int pixels() {
		return Integer.parseInt(text);
	}

	@Override
	public final boolean equals(Object other) {
		return other != null && getClass() == other.getClass() && text.equals(((PixelChoice) other).text);
	}

	@Override
	public final int hashCode() {
		return text.hashCode();
	}

	/** The text that says it. */
	@Override
	public final String toString() {
		return text;
	}
}
