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

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Brings a prompt into the form that CLIP's vocabulary was made from. */
final class TextCleaner {

	private static final Pattern WHITESPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

	private static final int CAPITAL_I_WITH_DOT = 0x130;

	private TextCleaner() {
		// NB: functions only.
	}

	/**
	 * Composes accents (NFC), makes one space of every run of white space, and lower-cases.
	 * <p>
	 * NB: Every code point is lower-cased by itself: a capital sigma becomes the same small sigma at the end of a word
	 * as within it, other than in {@link String#toLowerCase()}.
	 * </p>
	 */
	static String clean(String text) {
		String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
		String spaced = WHITESPACE.matcher(composed).replaceAll(" ");
		StringBuilder lower = new StringBuilder(spaced.length());
		spaced.codePoints().forEach(c -> {
			if (c == CAPITAL_I_WITH_DOT) {
				lower.append("i\u0307");
			}
			else {
				lower.appendCodePoint(Character.toLowerCase(c));
			}
		});
		return lower.toString();
	}
}
