package sc.fiji.img2img;

import java.util.List;

/** What values a setting has, and how they are read from text. Immutable. */
abstract class ValueType<T> {

	private final Class<T> javaType;

	ValueType(Class<T> javaType) {
		this.javaType = javaType;
	}

	/** The type in Java. */
	final Class<T> javaType() {
		return javaType;
	}

	/** Reads a value, be it allowed or not; null if the text is none. */
	abstract T read(String text);

	/**
	 * Hands on a value in its usual form; null if it is not allowed.
	 *
	 * @throws IllegalArgumentException if it is not allowed, and there is more to say about it than what would be
	 */
	T allow(T value) {
		return value;
	}

	/** What is allowed, in words. */
	abstract String allowed();

	/** What may have been meant by a text that is refused, as a sentence behind a blank; mostly nothing. */
	String hint(String text) {
		return "";
	}

	/** The texts to choose from; empty for any. */
	List<String> choices() {
		return List.of();
	}

	/** The least number allowed; 0 if there are no numbers. */
	double min() {
		return 0;
	}

	/** The greatest number allowed; 0 if there are no numbers. */
	double max() {
		return 0;
	}
}
