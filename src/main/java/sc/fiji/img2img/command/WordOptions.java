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

import ij.plugin.frame.Recorder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the options of commands that do things by words, some of which have values: {@code install=webgpu yes}. Immutable. */
final class WordOptions {

	private static final Pattern OPTION = Pattern.compile("\\s*([^\\s=]+)(?:=(?:\\[([^\\]]*)\\]|'([^']*)'|(\\S*)))?");

	private final String command;

	private final List<String> keys;

	private final Map<String, String> examples;

	/**
	 * A reader.
	 *
	 * @param command the name of the command, for messages
	 * @param keys all words
	 * @param examples for those that need a value, what it may be
	 */
	WordOptions(String command, List<String> keys, Map<String, String> examples) {
		this.command = command;
		this.keys = keys;
		this.examples = examples;
	}

	/**
	 * The values by key; empty for a word that stands alone.
	 *
	 * @throws IllegalArgumentException if a key is unknown, given twice, or has no value where it needs one
	 */
	Map<String, String> read(String options) {
		Map<String, String> values = new LinkedHashMap<>();
		String text = options.trim();
		Matcher option = OPTION.matcher(text);
		for (int end = 0; end < text.length(); end = option.end()) {
			if (!option.find(end) || option.start() != end) throw new IllegalArgumentException("\"" + text.substring(end) +
				"\" is no option of " + command + ".");
			String key = option.group(1);
			if (!keys.contains(key)) throw new IllegalArgumentException("There is no option \"" + key + "\" of " + command +
				"; there are " + String.join(", ", keys) + ".");
			if (values.put(key, value(option)) != null) throw new IllegalArgumentException(key + " is given twice.");
		}
		examples.forEach((key, example) -> {
			if ("".equals(values.get(key))) throw new IllegalArgumentException(key + " needs a value, as in " + key + "=" + example +
				".");
		});
		return values;
	}

	/**
	 * Has ImageJ's recorder write down what a dialog of the command did.
	 *
	 * @param words that follow, each alone
	 */
	static void record(String action, String value, String... words) {
		if (!Recorder.record) return;
		Recorder.resetCommandOptions();
		if (value.isEmpty()) Recorder.recordOption(action);
		else Recorder.recordOption(action, value.indexOf(' ') >= 0 ? "[" + value + "]" : value);
		for (String word : words)
			Recorder.recordOption(word);
	}

	private static String value(Matcher option) {
		for (int group = 2; group <= 4; group++)
			if (option.group(group) != null) return option.group(group);
		return "";
	}
}
