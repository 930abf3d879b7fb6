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
package sc.fiji.img2img.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Presets;
import sc.fiji.img2img.Setting;

/**
 * Reads and writes the options of ImageJ's macros: {@code strength=0.6 prompt=[two words] stack}.
 * <p>
 * A value ends at the next blank, or is enclosed in brackets or apostrophes. Unlike ImageJ's own reader this one is not
 * misled by keys within values, knows switches that stand alone, and takes brackets in prompts that have no partner. Not
 * thread-safe.
 * </p>
 */
final class MacroOptions {

	/** Names the image to run, where it is not the active one. */
	static final String INPUT = "input";

	private final String options;

	private int position;

	private final List<Setting<?>> known;

	private MacroOptions(String options, List<Setting<?>> known) {
		this.options = options;
		this.known = known;
	}

	/**
	 * The values by key; "true" for a word that stands alone.
	 *
	 * @throws IllegalArgumentException if a key is unknown or given twice
	 */
	static Map<String, String> read(String options) {
		return read(options, CommandSettings.all());
	}

	/** Like {@link #read(String)}, where there are other settings. */
	static Map<String, String> read(String options, List<Setting<?>> known) {
		return new MacroOptions(options == null ? "" : options.trim(), known).read();
	}

	/** The options that stand for what is set. */
	static String write(Img2ImgSettings settings) {
		return write(settings, CommandSettings.all());
	}

	/** Like {@link #write(Img2ImgSettings)}, where there are other settings. */
	static String write(Img2ImgSettings settings, List<Setting<?>> known) {
		return known.stream().filter(settings::isSet).map(setting -> Boolean.TRUE.equals(settings.get(setting)) ? setting
			.key() : setting.key() + "=" + quote(settings.get(setting).toString())).collect(Collectors.joining(" "));
	}

	// -- Helper methods --

	private Map<String, String> read() {
		Map<String, String> values = new LinkedHashMap<>();
		while (position < options.length()) {
			String key = word();
			if (!isSpecial(key)) CommandSettings.find(key, known);
			String value = position < options.length() && options.charAt(position) == '=' ? value() : "true";
			if (values.put(key, value) != null) throw new IllegalArgumentException(key + " is given twice.");
			skipBlanks();
		}
		return values;
	}

	private String word() {
		int start = position;
		while (position < options.length() && !isBlank(position) && options.charAt(position) != '=')
			position++;
		return options.substring(start, position);
	}

	private String value() {
		int start = ++position;
		char opening = start < options.length() ? options.charAt(start) : ' ';
		int end = opening == '[' ? closingBracket(start) : opening == '\'' ? closing('\'', start + 1) : -1;
		if (end >= 0) {
			position = end + 1;
			return options.substring(start + 1, end);
		}
		while (position < options.length() && !isBlank(position))
			position++;
		return options.substring(start, position);
	}

	/** The bracket that fits, if the value ends there; otherwise the first at which it can end. */
	private int closingBracket(int start) {
		int depth = 0;
		for (int i = start; i < options.length(); i++) {
			if (options.charAt(i) == '[') depth++;
			if (options.charAt(i) == ']' && --depth == 0) {
				if (endsBefore(i + 1)) return i;
				break;
			}
		}
		return closing(']', start + 1);
	}

	private int closing(char character, int from) {
		for (int i = from; i < options.length(); i++)
			if (options.charAt(i) == character && endsBefore(i + 1)) return i;
		return -1;
	}

	/** Whether nothing, or another setting, begins at an index. */
	private boolean endsBefore(int index) {
		String rest = options.substring(index);
		if (rest.isBlank()) return true;
		if (!Character.isWhitespace(rest.charAt(0))) return false;
		String next = rest.trim().split("[\\s=]", 2)[0];
		return isSpecial(next) || known.stream().anyMatch(setting -> setting.key().equals(next));
	}

	/** Whether a key is no setting, but allowed beside them. */
	private static boolean isSpecial(String key) {
		return key.equals(INPUT) || key.equals(Presets.KEY);
	}

	private void skipBlanks() {
		while (position < options.length() && isBlank(position))
			position++;
	}

	private boolean isBlank(int index) {
		return Character.isWhitespace(options.charAt(index));
	}

	static String quote(String value) {
		boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> Character.isWhitespace(c) || "[]'=".indexOf(
			c) >= 0);
		return plain ? value : "[" + value + "]";
	}
}
