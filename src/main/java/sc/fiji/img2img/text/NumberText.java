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

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as people type them, with digits of any script; with a point, since commas separate values.
 * <p>
 * What is read does not depend on the language of the system.
 * </p>
 */
public final class NumberText {

	private static final Pattern NUMBER = Pattern.compile(
		"[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

	private static final Pattern ATTEMPT = Pattern.compile(
		"[+-]?[.,]?[0-9][0-9.,eE+'_\\s-]*\\s*[%x]?|[+-]?(?i:nan|inf|infinity)");

	private static final Pattern COMMA = Pattern.compile("([+-]?[0-9]*),([0-9]+)");

	/** From the full-width form of a character to the usual one. */
	private static final int FULL_WIDTH = 0xfee0;

	private NumberText() {
		// NB: functions only.
	}

	/** The number that a text is, white space around it left out; NaN if it is none, infinite if it is too large. */
	public static double read(String text) {
		String folded = fold(text).trim();
		// NB: there is one zero; a negative one would only look strange.
		return NUMBER.matcher(folded).matches() ? Double.parseDouble(folded) + 0.0 : Double.NaN;
	}

	/**
	 * The whole number that a text is, white space around it left out.
	 *
	 * @throws NumberFormatException if it is none, or too large
	 */
	public static long readWhole(String text) {
		return Long.parseLong(fold(text).trim());
	}

	/** Whether a text looks as if a number was meant, even if it is none that can be read. */
	public static boolean isMeant(String text) {
		return ATTEMPT.matcher(fold(text).trim()).matches();
	}

	/** A sentence with what to write instead of a number with a comma; empty for all other texts. */
	public static String hint(String text) {
		Matcher comma = COMMA.matcher(fold(text).trim());
		if (!comma.matches()) return "";
		String whole = comma.group(1).matches("[+-]?") ? comma.group(1) + "0" : comma.group(1);
		return " Numbers have a point: " + new BigDecimal(whole + "." + comma.group(2)).toPlainString() + ".";
	}

	/** The same text with ASCII's own digits, signs and points in the place of those of other scripts. */
	private static String fold(String text) {
		StringBuilder folded = new StringBuilder(text.length());
		text.codePoints().forEach(c -> folded.appendCodePoint(fold(c)));
		return folded.toString();
	}

	private static int fold(int c) {
		if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) return '0' + Character.digit(c, 10);
		if (c > '!' + FULL_WIDTH && c <= '~' + FULL_WIDTH) return c - FULL_WIDTH;
		switch (c) {
			case '\u2010':
			case '\u2011':
			case '\u2012':
			case '\u2013':
			case '\u2212':
				return '-';
			case '\u066b':
				return '.';
			case '\u060c':
			case '\u066c':
				return ',';
			default:
				return c;
		}
	}
}
