package sc.fiji.img2img.onnx;

/** Text from a file as a sentence can quote it. */
public final class Excerpt {

	private static final int LENGTH = 80;

	private Excerpt() {
		// NB: words only.
	}

	/** At most 80 characters of a text, those that cannot be seen replaced by question marks. */
	public static String of(String text) {
		String part = text.length() <= LENGTH ? text : text.substring(0, LENGTH - 3) + "...";
		StringBuilder shown = new StringBuilder();
		part.chars().forEach(c -> shown.append(isVisible(c) ? (char) c : '?'));
		return shown.toString();
	}

	private static boolean isVisible(int character) {
		int type = Character.getType(character);
		return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE &&
			type != Character.UNASSIGNED && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
	}
}
