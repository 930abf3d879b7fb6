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
package sc.fiji.img2img.io;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text from a file as a sentence can quote it. */
public final class Excerpt {

	private static final int LENGTH = 80;

	/** What is longer without a break is nothing that people read. */
	private static final Pattern LONG = Pattern.compile("\"[^\"]{400,}+\"?|[^\\s\"]{400,}+");

	private static final int LONGEST = 4000;

	private Excerpt() {
		// NB: words only.
	}

	/** At most 80 characters of a text, those that cannot be seen replaced by question marks. */
	public static String of(String text) {
		return visible(text.length() <= LENGTH ? text : text.substring(0, LENGTH - 3) + "...");
	}

	/**
	 * A message in one line, in which whatever was repeated at great length is cut short, and what cannot be seen is a
	 * question mark.
	 */
	public static String sentence(String message) {
		String shorter = LONG.matcher(message).replaceAll(found -> {
			String text = found.group();
			return Matcher.quoteReplacement(text.startsWith("\"") ? '"' + of(text.substring(1)) + '"' : of(text));
		});
		String cut = shorter.length() <= LONGEST ? shorter : shorter.substring(0, LONGEST) + "...";
		return visible(cut.replaceAll("\\s*\\R\\s*", " "));
	}

	private static String visible(String text) {
		StringBuilder shown = new StringBuilder();
		text.codePoints().forEach(c -> shown.appendCodePoint(isVisible(c) ? c : c == '\t' ? ' ' : '?'));
		return shown.toString();
	}

	private static boolean isVisible(int character) {
		int type = Character.getType(character);
		return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE &&
			type != Character.UNASSIGNED && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
	}
}
