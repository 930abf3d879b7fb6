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
import com.google.gson.JsonParseException;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.FailedDownload;
import sc.fiji.img2img.io.JsonValues;

/** Reads a tokenizer's files, and says which one is wrong. */
final class TextFiles {

	/** Some four times what the largest of CLIP's tokenizers have. */
	private static final long MOST_BYTES = 16_000_000;

	private TextFiles() {
		// NB: functions only.
	}

	/** A file's text, which must be UTF-8. */
	static String text(Path file) throws IOException {
		if (Files.size(file) > MOST_BYTES) throw new IOException("The tokenizer file " + file + " has " + Files.size(file) +
			" bytes; those of CLIP, which are read here, have at most " + MOST_BYTES + ".");
		try {
			return Files.readString(file);
		}
		catch (CharacterCodingException e) {
			throw new IOException("The tokenizer file " + file + " is no text in UTF-8.", e);
		}
	}

	/** The JSON object that a file holds. */
	static JsonObject object(Path file) throws IOException {
		try {
			Optional<JsonObject> json = JsonValues.object(text(file));
			if (json.isPresent()) return json.get();
		}
		catch (JsonParseException e) {
			throw noJson(file, e);
		}
		throw new IOException("The tokenizer file " + file + " should hold a JSON object.");
	}

	/** The JSON object that a file holds; an empty one if there is no such file. */
	static JsonObject objectOrEmpty(Path file) throws IOException {
		return Files.isRegularFile(file) ? object(file) : new JsonObject();
	}

	/** Tokens and their ids, as a file like vocab.json lists them. */
	static TokenTable ids(Path file) throws IOException {
		TokenTable usual = VocabularyReader.read(text(file));
		return usual == null ? TokenTable.of(ids(file, object(file))) : usual;
	}

	/** Tokens and their ids, as in vocab.json. */
	static Map<String, Integer> ids(Path file, JsonObject json) throws IOException {
		Map<String, Integer> ids = new LinkedHashMap<>();
		for (Map.Entry<String, JsonElement> token : json.entrySet()) {
			ids.put(token.getKey(), id(file, token.getKey(), token.getValue()));
		}
		return ids;
	}

	/** A token's id, which must be a whole number. */
	static int id(Path file, String token, JsonElement json) throws IOException {
		try {
			if (JsonValues.isNumber(json)) return json.getAsBigDecimal().intValueExact();
		}
		catch (ArithmeticException | NumberFormatException e) {
			throw noId(file, token, json, e);
		}
		throw noId(file, token, json, null);
	}

	private static IOException noJson(Path file, Exception cause) {
		return new IOException("The tokenizer file " + file + " is not JSON" + FailedDownload.instead(file) + ".", cause);
	}

	private static IOException noId(Path file, String token, JsonElement json, Exception cause) {
		return new IOException("The id of \"" + token + "\" in " + file + " should be a whole number, but is " + (json == null
			? "missing" : Excerpt.of(json.toString())) + ".",
			cause);
	}
}
