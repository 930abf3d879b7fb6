package sc.fiji.img2img.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Brings a prompt into the form that CLIP's vocabulary was made from. */
final class TextCleaner {

	private static final Pattern WHITESPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

	private static final int CAPITAL_I_WITH_DOT = 0x130;

	private TextCleaner() {
		// functions only
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
