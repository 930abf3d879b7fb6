package sc.fiji.img2img.text;

import java.util.Objects;

/** A piece of a prompt with the weight that it shall have, or the place where a new chunk begins. Immutable. */
public final class WeightedText {

	/** The word BREAK of the prompt syntax: what follows begins a new chunk. */
	public static final WeightedText BREAK = new WeightedText("BREAK", 1);

	private final String text;

	private final double weight;

	private WeightedText(String text, double weight) {
		this.text = text;
		this.weight = weight;
	}

	/**
	 * A piece of text.
	 *
	 * @param weight 1 for the weight that the text has of itself
	 */
	public static WeightedText of(String text, double weight) {
		return new WeightedText(text, weight);
	}

	/** The text, free of syntax. */
	public String text() {
		return text;
	}

	/** The factor for the encoded tokens of this text. */
	public double weight() {
		return weight;
	}

	@Override
	public boolean equals(Object other) {
		if (this == BREAK || other == BREAK) return this == other;
		if (!(other instanceof WeightedText)) return false;
		WeightedText that = (WeightedText) other;
		return text.equals(that.text) && weight == that.weight;
	}

	@Override
	public int hashCode() {
		return Objects.hash(text, weight);
	}

	@Override
	public String toString() {
		return this == BREAK ? text : "(" + text + ":" + weight + ")";
	}
}
