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
package sc.fiji.img2img;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import sc.fiji.img2img.io.Excerpt;

/**
 * The declaration of one setting: everything that dialogs, macros, the command line and validation need to know of it.
 * <p>
 * Immutable and thread-safe.
 * </p>
 *
 * @param <T> Double, Integer, Long, Boolean, String, or a type whose values are written in texts as their toString says
 */
public final class Setting<T> {

	private final String key;

	private final String label;

	private final String help;

	private final ValueType<T> type;

	private final T defaultValue;

	private final SettingTraits traits;

	private Setting(String key, String label, String help, ValueType<T> type, T defaultValue, SettingTraits traits) {
		this.key = key;
		this.label = label;
		this.help = help;
		this.type = type;
		this.defaultValue = defaultValue;
		this.traits = traits;
	}

	private Setting(String key, String label, String help, ValueType<T> type, T defaultValue) {
		this(key, label, help, type, defaultValue, SettingTraits.NONE);
	}

	static Setting<Double> real(String key, String label, double defaultValue, double min, double max, String help) {
		return new Setting<>(key, label, help, NumberType.real(min, max), defaultValue);
	}

	static Setting<Integer> whole(String key, String label, int defaultValue, int min, int max, String help) {
		return new Setting<>(key, label, help, NumberType.whole(min, max), defaultValue);
	}

	/** A whole number of any size from {@code min} on. */
	static Setting<Long> wide(String key, String label, long defaultValue, long min, String help) {
		return new Setting<>(key, label, help, NumberType.wide(min), defaultValue);
	}

	/** A switch, which is off unless it is set. */
	public static Setting<Boolean> flag(String key, String label, String help) {
		return new Setting<>(key, label, help, new FlagType(), false);
	}

	/** Any text. */
	public static Setting<String> text(String key, String label, String defaultValue, String help) {
		return new Setting<>(key, label, help, new TextType(), defaultValue);
	}

	/** One of an enum's constants, upper and lower case being the same. */
	static <E extends Enum<E>> Setting<E> choice(String key, String label, E defaultValue, String help) {
		return new Setting<>(key, label, help, new ChoiceType<>(defaultValue.getDeclaringClass()), defaultValue);
	}

	/**
	 * What a text names that is one of a list, or one that is meant by other names.
	 *
	 * @param reader reads what is allowed, and refuses the rest with an IllegalArgumentException
	 */
	static <T> Setting<T> name(String key, String label, T defaultValue, Supplier<List<String>> names,
		Function<String, T> reader, String help)
	{
		return new Setting<>(key, label, help, NameType.of(defaultValue, names, reader), defaultValue);
	}

	/** The same setting, which a model may have a value of its own for. */
	Setting<T> suggestible() {
		return with(traits.suggestible());
	}

	/** The same setting, whose choices are examples: others can be typed. */
	Setting<T> typed() {
		return with(traits.typed());
	}

	/** The same setting, which other programs call by other names; lower case letters. */
	Setting<T> alsoCalled(String... names) {
		return with(traits.alsoCalled(Set.of(names)));
	}

	/** The same setting, which all cells of a grid have in common. */
	Setting<T> sameForAllCells() {
		return with(traits.sameForAllCells());
	}

	/** The same setting, which dialogs show at once, ordered by these places, and not only when more is asked for. */
	public Setting<T> shownAt(int place) {
		return with(traits.shownAt(place));
	}

	/** The same setting, with a slider in dialogs that reaches over the usual values. */
	Setting<T> slidingOver(double least, double greatest) {
		return with(traits.slidingOver(least, greatest));
	}

	/** Whether a name, however it is written, is that of this setting, here or in another program. */
	public boolean isCalled(String name) {
		String letters = name.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
		return letters.equals(key) || traits.otherNames().contains(letters);
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
		return type.javaType();
	}

	/** The value that holds unless another is given. */
	public T defaultValue() {
		return defaultValue;
	}

	/** Whether a model may suggest a value, which then holds unless another is given. */
	public boolean isSuggestible() {
		return traits.isSuggestible();
	}

	/** Whether its choices are examples, and others can be typed. */
	public boolean isTyped() {
		return traits.isTyped();
	}

	/** Whether the cells of a grid may differ in it. */
	public boolean isVariable() {
		return !traits.isSameForAllCells();
	}

	/** Where among those that dialogs show at once; -1 for those that are shown when more is asked for. */
	public int place() {
		return traits.place();
	}

	/** The least and the greatest value that a slider offers; null for none. */
	public double[] slider() {
		return traits.slider();
	}

	/** Whether values are words: any, or some to choose from. */
	public boolean isText() {
		return !Number.class.isAssignableFrom(type()) && type() != Boolean.class;
	}

	/** The least number allowed; 0 for texts and switches. */
	public double min() {
		return type.min();
	}

	/** The greatest number allowed; 0 for texts and switches. */
	public double max() {
		return type.max();
	}

	/** The texts to choose from; empty where any text, number or switch is meant. */
	public List<String> choices() {
		return type.choices();
	}

	/**
	 * Reads a value from text.
	 *
	 * @throws IllegalArgumentException if it is none that is allowed; the message names the key, the value and what is
	 *           allowed
	 */
	public T parse(String text) {
		return allowed(type.read(text), text);
	}

	/**
	 * Hands on a value that is allowed.
	 *
	 * @throws IllegalArgumentException as in {@link #parse}
	 */
	public T check(T value) {
		return allowed(value, value);
	}

	/** What is allowed, in words: "a number from 0 to 1". */
	public String allowed() {
		return type.allowed();
	}

	@Override
	public String toString() {
		return key;
	}

	// -- Helper methods --

	private Setting<T> with(SettingTraits others) {
		return new Setting<>(key, label, help, type, defaultValue, others);
	}

	/** @param value null for none at all */
	private T allowed(T value, Object given) {
		T allowed = value == null ? null : type.allow(value);
		if (allowed != null) return allowed;
		throw new IllegalArgumentException(key + " should be " + allowed() + ", but is \"" + Excerpt.of(given.toString()) +
			"\"." + type.hint(given.toString()));
	}
}
