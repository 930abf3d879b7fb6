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
