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
package sc.fiji.img2img.grid;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.text.NumberText;

/** Reads an axis from text. */
final class AxisReader {

	private static final int MOST = 64;

	/** The decimals that a step between two values of a span is rounded to. */
	private static final int DECIMALS = 6;

	private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)";

	private static final Pattern SPAN = Pattern.compile("\\s*(" + NUMBER + "):(" + NUMBER + "):(\\d{1,9})\\s*");

	private AxisReader() {
		// NB: reads only.
	}

	/** The settings that can be an axis. */
	static List<Setting<?>> settings() {
		return Img2ImgSettings.all().stream().filter(Setting::isVariable).collect(Collectors.toList());
	}

	static Axis read(String text) {
		int equals = text.indexOf('=');
		if (equals < 0) throw new IllegalArgumentException(
			"An axis should be SETTING=FROM:TO:COUNT or SETTING=VALUE,VALUE,..., but is \"" + text + "\".");
		String key = text.substring(0, equals).trim();
		String values = text.substring(equals + 1);
		Setting<?> setting = find(key, values);
		if (setting == Img2ImgSettings.PROMPT) return replacements(values);
		List<String> list = new ArrayList<>();
		for (String value : isNumber(setting) && values.contains(":") ? span(setting, values) : split(values, ","))
			list.add(checked(setting, value));
		return axis(setting, null, list);
	}

	/**
	 * Returns if the text before the sign of equality, if there is one, is something that a grid can vary.
	 *
	 * @throws IllegalArgumentException if it is not; the message says what would be
	 */
	static void checkKey(String text) {
		int equals = text.indexOf('=');
		if (equals >= 0) find(text.substring(0, equals).trim(), text.substring(equals + 1));
	}

	private static Setting<?> find(String key, String values) {
		// NB: of a LoRA, files or weights can be meant.
		if (key.equals(Img2ImgSettings.LORA.key()) && hasNumbers(values)) return Img2ImgSettings.LORAWEIGHT;
		return settings().stream().filter(setting -> setting.key().equals(key)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("A grid cannot have the axis \"" + Excerpt.of(key) + "\"; " + settings().stream()
				.filter(setting -> setting.isCalled(key)).findFirst().map(setting -> "here that is " + setting.key()).orElseGet(
					() -> "it can have " + settings().stream().map(Setting::key).collect(Collectors.joining(", "))) + "."));
	}

	/** Search and replace within the prompt, as AUTOMATIC1111's X/Y/Z plot has it. */
	private static Axis replacements(String values) {
		List<String> texts = split(values, values.contains("->") ? "->" : ",");
		if (texts.size() < 2 || texts.get(0).isEmpty()) throw new IllegalArgumentException(
			"The axis prompt should be WORD->OTHER->... or WORD,OTHER,...: a text in the prompt, and others in its place; but " +
				"it is \"" + values + "\".");
		return axis(Img2ImgSettings.PROMPT, texts.get(0), texts);
	}

	private static Axis axis(Setting<?> setting, String searched, List<String> values) {
		if (values.size() > MOST) throw new IllegalArgumentException("The axis " + setting.key() + " should have at most " +
			MOST + " values, but has " + values.size() + ".");
		Set<String> seen = new HashSet<>();
		for (String value : values)
			if (!seen.add(value)) throw new IllegalArgumentException("The axis " + setting.key() + " has the value \"" + value +
				"\" twice.");
		return new Axis(setting, searched, values);
	}

	private static List<String> span(Setting<?> setting, String values) {
		Matcher span = SPAN.matcher(values);
		int count = span.matches() ? Integer.parseInt(span.group(3)) : 0;
		if (count < 2 || count > MOST) throw new IllegalArgumentException("The axis " + setting.key() +
			" should be FROM:TO:COUNT, with a COUNT from 2 to " + MOST + ", but is \"" + values + "\".");
		BigDecimal from = new BigDecimal(span.group(1));
		BigDecimal width = new BigDecimal(span.group(2)).subtract(from);
		List<String> list = new ArrayList<>();
		for (int i = 0; i < count; i++)
			list.add(from.add(width.multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(count - 1), MathContext.DECIMAL64))
				.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString());
		return list;
	}

	/** The text of a value that is allowed, written the same way whatever way it came. */
	private static String checked(Setting<?> setting, String text) {
		Object value = setting.parse(text);
		if (setting == Img2ImgSettings.SEED && value.equals(Img2ImgSettings.RANDOM_SEED)) throw new IllegalArgumentException(
			"The axis seed should have whole numbers from 0 on, but has \"" + text + "\", which is another one each time.");
		return value instanceof Double ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString() : value
			.toString();
	}

	private static boolean hasNumbers(String values) {
		return Arrays.stream(values.split("[,:]")).allMatch(value -> value.isBlank() || NumberText.isMeant(value));
	}

	private static boolean isNumber(Setting<?> setting) {
		return Number.class.isAssignableFrom(setting.type());
	}

	private static List<String> split(String values, String separator) {
		return Arrays.stream(values.split(separator, -1)).map(String::trim).collect(Collectors.toList());
	}
}
