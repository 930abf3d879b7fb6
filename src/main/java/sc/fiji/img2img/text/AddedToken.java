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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.regex.Pattern;

import sc.fiji.img2img.io.JsonValues;

/** A token that is found in the text itself, before the text is split into words. Immutable. */
final class AddedToken {

	private final String content;

	private final boolean normalized;

	private final boolean singleWord;

	/**
	 * @param content the token as it stands in the vocabulary
	 * @param normalized whether it is sought in the cleaned (lower case) text, and so found in any case
	 * @param singleWord whether it counts only where no letter, digit or underscore touches it
	 */
	AddedToken(String content, boolean normalized, boolean singleWord) {
		this.content = content;
		this.normalized = normalized;
		this.singleWord = singleWord;
	}

	/**
	 * Reads a token in either of its forms: the text alone, or an object with the text as {@code content}.
	 *
	 * @return null if the element is neither, for example JSON's null, or if the token is empty
	 */
	static AddedToken of(JsonElement json, boolean normalizedByDefault) {
		if (JsonValues.isText(json)) return of(json.getAsString(), normalizedByDefault, false);
		if (json == null || !json.isJsonObject()) return null;
		JsonObject object = json.getAsJsonObject();
		if (!JsonValues.isText(object.get("content"))) return null;
		return of(object.get("content").getAsString(), JsonValues.flag(object, "normalized", true),
			JsonValues.flag(object, "single_word", false));
	}

	String content() {
		return content;
	}

	boolean normalized() {
		return normalized;
	}

	/** The token as it looks in the text that it is sought in. */
	String sought() {
		return normalized ? TextCleaner.clean(content) : content;
	}

	/** A regular expression that finds {@link #sought()}. */
	String regex() {
		String literal = Pattern.quote(sought());
		return singleWord ? "(?<!\\w)" + literal + "(?!\\w)" : literal;
	}

	private static AddedToken of(String content, boolean normalized, boolean singleWord) {
		return content.isEmpty() ? null : new AddedToken(content, normalized, singleWord);
	}
}
