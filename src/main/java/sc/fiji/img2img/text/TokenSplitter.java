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

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds added tokens in a text: the first one from the left, and of several there the longest. Immutable. */
final class TokenSplitter {

	private final Map<String, Integer> ids = new HashMap<>();

	private final Pattern pattern;

	private TokenSplitter(List<AddedToken> tokens, Vocabulary vocabulary) {
		for (AddedToken token : tokens) {
			ids.put(token.sought(), vocabulary.id(token.content()));
		}
		pattern = Pattern.compile(tokens.stream()
			.sorted(Comparator.comparing((AddedToken token) -> -token.sought().length()))
			.map(AddedToken::regex).collect(Collectors.joining("|")), Pattern.UNICODE_CHARACTER_CLASS);
	}

	/**
	 * @param tokens what to find; tokens without an id in the vocabulary are left out
	 */
	static TokenSplitter of(List<AddedToken> tokens, Vocabulary vocabulary) {
		return new TokenSplitter(tokens.stream().filter(token -> vocabulary.id(token.content()) != null)
			.collect(Collectors.toList()), vocabulary);
	}

	/**
	 * Goes through a text from left to right.
	 *
	 * @param between is handed the pieces between the tokens
	 * @param found is handed the tokens' ids
	 */
	void split(String text, Consumer<String> between, IntConsumer found) {
		int from = 0;
		Matcher matcher = pattern.matcher(text);
		while (!ids.isEmpty() && matcher.find()) {
			if (matcher.start() > from) between.accept(text.substring(from, matcher.start()));
			found.accept(ids.get(matcher.group()));
			from = matcher.end();
		}
		if (from < text.length()) between.accept(text.substring(from));
	}
}
