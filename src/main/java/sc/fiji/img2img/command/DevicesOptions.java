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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a macro's call of Img2Img Devices: {@code install=webgpu yes}. */
final class DevicesOptions {

	static final String LIST = "list";
	static final String INSTALL = "install";
	static final String ADD = "add";
	static final String REMOVE = "remove";
	static final String TEST = "test";
	static final String YES = "yes";

	private static final List<String> KEYS = List.of(LIST, INSTALL, ADD, REMOVE, TEST, YES);

	private static final Pattern OPTION = Pattern.compile("\\s*([^\\s=]+)(?:=(?:\\[([^\\]]*)\\]|'([^']*)'|(\\S*)))?");

	private DevicesOptions() {
		// NB: reads only.
	}

	/**
	 * The values by key; empty for a word that stands alone.
	 *
	 * @throws IllegalArgumentException if a key is unknown, given twice, or has no value where it needs one
	 */
	static Map<String, String> read(String options) {
		Map<String, String> values = new LinkedHashMap<>();
		String text = options.trim();
		Matcher option = OPTION.matcher(text);
		for (int end = 0; end < text.length(); end = option.end()) {
			if (!option.find(end) || option.start() != end) throw new IllegalArgumentException("\"" + text.substring(end) +
				"\" is no option of Img2Img Devices.");
			String key = option.group(1);
			if (!KEYS.contains(key)) throw new IllegalArgumentException("There is no option \"" + key +
				"\" of Img2Img Devices; there are " + String.join(", ", KEYS) + ".");
			if (values.put(key, value(option)) != null) throw new IllegalArgumentException(key + " is given twice.");
		}
		for (String key : List.of(INSTALL, ADD, REMOVE))
			if ("".equals(values.get(key))) throw new IllegalArgumentException(key + " needs a value, as in " + key + "=" + (key
				.equals(ADD) ? "[path of a file]" : "webgpu") + ".");
		return values;
	}

	private static String value(Matcher option) {
		for (int group = 2; group <= 4; group++)
			if (option.group(group) != null) return option.group(group);
		return "";
	}
}
