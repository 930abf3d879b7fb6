package sc.fiji.img2img.text;

import java.util.List;

/** A prompt, taken apart into pieces of text with a weight each. Immutable. */
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
}
