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
package sc.fiji.img2img.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.io.Excerpt;

/** What users of other programs should know about their prompt: which of its syntax is taken as words here. */
public final class PromptNotes {

	private static final Map<Pattern, String> SYNTAX = new LinkedHashMap<>();

	static {
		SYNTAX.put(Pattern.compile("\\[[^\\[\\]|]*:\\s*\\d*\\.?\\d+\\s*\\]"), "prompt editing");
		SYNTAX.put(Pattern.compile("\\[[^\\[\\]]*\\|[^\\[\\]]*\\]"), "words that alternate");
		SYNTAX.put(Pattern.compile("\\bAND\\b"), "several prompts in one");
		SYNTAX.put(Pattern.compile("\\{[^{}]*\\|[^{}]*\\}"), "a choice of words");
		SYNTAX.put(Pattern.compile("__\\w[\\w/*-]*__"), "a wildcard");
		SYNTAX.put(Pattern.compile("\\bembedding:[^\\s,()]+"), "an embedding");
		SYNTAX.put(Pattern.compile(":\\s*[+-]?\\d*,\\d+\\s*\\)"), "a weight with a comma");
	}

	private PromptNotes() {
		// NB: answers only.
	}

	/** A sentence for each kind of syntax that a prompt has and that means nothing here; mostly none. */
	public static List<String> of(String prompt) {
		List<String> notes = new ArrayList<>();
		SYNTAX.forEach((pattern, kind) -> {
			Matcher found = pattern.matcher(prompt);
			if (found.find()) notes.add("\"" + Excerpt.of(found.group()) + "\" in the prompt is taken as words: " + kind +
				" is not known here.");
		});
		return notes;
	}
}
