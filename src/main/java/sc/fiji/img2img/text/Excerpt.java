package sc.fiji.img2img.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of others, short enough to be repeated in a message. */
public final class Excerpt {

	private static final int LENGTH = 80;

	/** What is longer without a break is nothing that people read. */
	private static final Pattern LONG = Pattern.compile("\"[^\"]{400,}+\"?|[^\\s\"]{400,}+");

	private static final int LONGEST = 4000;

	private Excerpt() {
		// functions only
	}

	/** The beginning of a text, in one line. */
	public static String of(String text) {
		int end = Math.min(text.length(), LENGTH);
		// NB: a character beyond the basic plane is not cut in two.
		if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) end--;
		String line = text.substring(0, end).replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
		return end < text.length() ? line + "..." : line;
	}

	/** A message in one line, in which whatever was quoted at great length is cut short. */
	public static String sentence(String message) {
		Matcher quoted = LONG.matcher(message);
		String shorter = quoted.replaceAll(found -> {
			String text = found.group();
			return Matcher.quoteReplacement(text.startsWith("\"") ? '"' + of(text.substring(1)) + '"' : of(text));
		}).replaceAll("\\s*\\R\\s*", " ");
		return shorter.length() <= LONGEST ? shorter : shorter.substring(0, LONGEST) + "...";
	}
}
