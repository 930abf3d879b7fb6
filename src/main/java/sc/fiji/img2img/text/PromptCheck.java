package sc.fiji.img2img.text;

import sc.fiji.img2img.io.Excerpt;

/** Refuses prompts that nobody can have meant, before they take hours or overflow. */
public final class PromptCheck {

	/** A dozen times what the longest prompts have. */
	private static final int MOST_CHARACTERS = 10_000;

	private static final double MOST_WEIGHT = 1000;

	private PromptCheck() {
		// NB: one question.
	}

	/**
	 * Returns if a prompt can be encoded.
	 *
	 * @param name what to call it
	 * @param literal whether it is taken without syntax
	 * @throws IllegalArgumentException if it is too long, or a word in it weighs too much; the message says so
	 */
	public static void require(String name, String prompt, boolean literal) {
		if (prompt.length() > MOST_CHARACTERS) throw new IllegalArgumentException(name + " should have at most " +
			MOST_CHARACTERS + " characters, but has " + prompt.length() + ".");
		if (literal) return;
		for (WeightedText part : Prompt.of(prompt).parts())
			if (!(Math.abs(part.weight()) <= MOST_WEIGHT)) throw new IllegalArgumentException(name +
				" should not stress anything by more than " + (int) MOST_WEIGHT + " times, but gives \"" + Excerpt.of(part.text()
					.trim()) + "\" the weight " + part.weight() + ".");
	}
}
