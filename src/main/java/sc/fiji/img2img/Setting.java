package sc.fiji.img2img;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.text.NumberText;

/**
 * The declaration of one setting: everything that dialogs, macros, the command line and validation need to know of it.
 * <p>
 * Immutable and thread-safe.
 * </p>
 *
 * @param <T> Double, Integer, Long, Boolean or String
 */
public final class Setting<T> {

	private final String key;

	private final String label;

	private final Class<T> type;

	private final T fallback;

	private final double min;

	private final double max;

	private final Supplier<List<String>> choices;

	private final UnaryOperator<String> reader;

	private final String help;

	private final boolean suggestible;

	private final Set<String> otherNames;

	private Setting(String key, String label, Class<T> type, T fallback, double min, double max,
		Supplier<List<String>> choices, UnaryOperator<String> reader, String help, boolean suggestible, Set<String> otherNames)
	{
		this.key = key;
		this.label = label;
		this.type = type;
		this.fallback = fallback;
		this.min = min;
		this.max = max;
		this.choices = choices;
		this.reader = reader;
		this.help = help;
		this.suggestible = suggestible;
		this.otherNames = otherNames;
	}

	static Setting<Double> real(String key, String label, double fallback, double min, double max, String help) {
		return new Setting<>(key, label, Double.class, fallback, min, max, null, null, help, false, Set.of());
	}

	static Setting<Integer> whole(String key, String label, int fallback, int min, int max, String help) {
		return new Setting<>(key, label, Integer.class, fallback, min, max, null, null, help, false, Set.of());
	}

	/** A whole number of any size from {@code min} on. */
	static Setting<Long> wide(String key, String label, long fallback, long min, String help) {
		return new Setting<>(key, label, Long.class, fallback, min, Long.MAX_VALUE, null, null, help, false, Set.of());
	}

	/** A switch, which is off unless it is set. */
	public static Setting<Boolean> flag(String key, String label, String help) {
		return new Setting<>(key, label, Boolean.class, false, 0, 0, null, null, help, false, Set.of());
	}

	/** Any text. */
	public static Setting<String> text(String key, String label, String fallback, String help) {
		return new Setting<>(key, label, String.class, fallback, 0, 0, null, null, help, false, Set.of());
	}

	/** A text that is one of a list, upper and lower case being the same. */
	static Setting<String> choice(String key, String label, String fallback, Supplier<List<String>> choices,
		String help)
	{
		return new Setting<>(key, label, String.class, fallback, 0, 0, choices, null, help, false, Set.of());
	}

	/**
	 * A text that is one of a list, or one that is meant by other names.
	 *
	 * @param reader hands on what is allowed, and refuses the rest with an IllegalArgumentException
	 */
	static Setting<String> choice(String key, String label, String fallback, Supplier<List<String>> choices,
		UnaryOperator<String> reader, String help)
	{
		return new Setting<>(key, label, String.class, fallback, 0, 0, choices, reader, help, false, Set.of());
	}

	/** The same setting, which a model may have a value of its own for. */
	Setting<T> suggestible() {
		return new Setting<>(key, label, type, fallback, min, max, choices, reader, help, true, otherNames);
	}

	/** The same setting, which other programs call by other names; lower case letters. */
	Setting<T> alsoCalled(String... names) {
		return new Setting<>(key, label, type, fallback, min, max, choices, reader, help, suggestible, Set.of(names));
	}

	/** Whether a name, however it is written, is that of this setting, here or in another program. */
	public boolean isCalled(String name) {
		String letters = name.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
		return letters.equals(key) || otherNames.contains(letters);
	}

	/** The name in macros and, behind two hyphens, on the command line: lower case letters. */
	public String key() {
		return key;
	}

	/** The name in dialogs. */
	public String label() {
		return label;
	}

	/** What it does, in a sentence or two. */
	public String help() {
		return help;
	}

	/** The type of its values. */
	public Class<T> type() {
		return type;
	}

	/** The value that holds unless another is given. */
	public T fallback() {
		return fallback;
	}

	/** Whether a model may suggest a value, which then holds unless another is given. */
	public boolean isSuggestible() {
		return suggestible;
	}

	/** The least number allowed; meaningless for texts and switches. */
	public double min() {
		return min;
	}

	/** The greatest number allowed; meaningless for texts and switches. */
	public double max() {
		return max;
	}

	/** The texts to choose from; empty where any text, number or switch is meant. */
	public List<String> choices() {
		return choices == null ? List.of() : choices.get();
	}

	/**
	 * Reads a value from text.
	 *
	 * @throws IllegalArgumentException if it is none that is allowed; the message names the key, the value and what is
	 *           allowed
	 */
	public T parse(String text) {
		T value = type.cast(read(text.trim(), text));
		if (!isInRange(value)) throw refuse(text);
		return check(value);
	}

	/**
	 * Hands on a value that is allowed.
	 *
	 * @throws IllegalArgumentException as in {@link #parse}
	 */
	public T check(T value) {
		if (!isInRange(value)) throw refuse(value);
		// NB: there is one zero; a negative one would only look strange.
		if (type == Double.class) return type.cast((Double) value + 0.0);
		if (reader != null) return type.cast(reader.apply((String) value));
		if (choices == null) return value;
		for (String choice : choices())
			if (choice.equalsIgnoreCase((String) value)) return type.cast(choice);
		throw refuse(value);
	}

	/** What is allowed, in words: "a number from 0 to 1". */
	public String allowed() {
		if (choices != null) return "one of " + String.join(", ", choices());
		if (type == Boolean.class) return "true or false";
		if (type == String.class) return "a text";
		String kind = type == Double.class ? "a number" : "a whole number";
		return max >= Long.MAX_VALUE ? kind + " from " + number(min) + " on" : kind + " from " + number(min) + " to " +
			number(max);
	}

	@Override
	public String toString() {
		return key;
	}

	// -- Helper methods --

	private boolean isInRange(T value) {
		if (!(value instanceof Number)) return true;
		double number = ((Number) value).doubleValue();
		return number >= min && number <= max;
	}

	private Object read(String trimmed, String text) {
		try {
			if (type == Double.class) return NumberText.read(trimmed);
			if (type == Integer.class) return Math.toIntExact(NumberText.readWhole(trimmed));
			if (type == Long.class) return NumberText.readWhole(trimmed);
		}
		catch (NumberFormatException | ArithmeticException e) {
			throw refuse(text);
		}
		if (type == String.class) return text;
		if (trimmed.equalsIgnoreCase("true")) return true;
		if (trimmed.equalsIgnoreCase("false")) return false;
		throw refuse(text);
	}

	private IllegalArgumentException refuse(Object value) {
		String text = value.toString();
		return new IllegalArgumentException(key + " should be " + allowed() + ", but is \"" + Excerpt.of(text) + "\"." +
			(type == Double.class ? NumberText.hint(text) : ""));
	}

	private static String number(double value) {
		return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
	}
}
