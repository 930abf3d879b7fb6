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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.io.JsonValues;

/**
 * A tokenizer's special tokens and length, from tokenizer_config.json, special_tokens_map.json, added_tokens.json and
 * the added tokens of a tokenizer.json; each of them may be missing. Immutable.
 * <p>
 * NB: As in transformers the other files count only where tokenizer_config.json has no {@code added_tokens_decoder}.
 * </p>
 */
final class TokenizerConfig {

	private static final List<String> ROLES = List.of("bos_token", "eos_token", "unk_token", "pad_token");

	private static final Map<String, String> DEFAULTS =
		Map.of("bos_token", "<|startoftext|>", "eos_token", "<|endoftext|>");

	private static final int DEFAULT_LENGTH = 77;

	/** Above this a length stands for "no limit": transformers writes 10<sup>30</sup>. */
	private static final double MAX_LENGTH = 1e6;

	private final Path file;

	private final JsonObject json;

	private final Map<String, Integer> ids = new LinkedHashMap<>();

	private final Map<String, AddedToken> tokens = new LinkedHashMap<>();

	private TokenizerConfig(Path directory) throws IOException {
		file = directory.resolve("tokenizer_config.json");
		json = TextFiles.objectOrEmpty(file);
		JsonElement decoder = json.get("added_tokens_decoder");
		if (decoder != null && decoder.isJsonObject()) {
			readDecoder(decoder.getAsJsonObject());
		}
		else {
			readOldFiles(directory);
		}
	}

	private TokenizerConfig(Path file, JsonObject json) {
		this.file = file;
		this.json = json;
	}

	/** What CLIP's own tokenizer is configured to, but for padding. */
	static TokenizerConfig clip(String pad) {
		JsonObject json = new JsonObject();
		json.addProperty("pad_token", pad);
		return new TokenizerConfig(Path.of("clip"), json);
	}

	/** The tokens that begin and end texts where nothing else is said. */
	static List<String> specials() {
		return List.of(DEFAULTS.get("bos_token"), DEFAULTS.get("eos_token"));
	}

	/** Reads a tokenizer directory. */
	static TokenizerConfig of(Path directory) throws IOException {
		return new TokenizerConfig(directory);
	}

	/** The ids that the configuration itself states. */
	Map<String, Integer> addedIds() {
		return ids;
	}

	/** What begins a text. */
	String bos() {
		return special("bos_token", DEFAULTS.get("bos_token"));
	}

	/** What ends a text. */
	String eos() {
		return special("eos_token", DEFAULTS.get("eos_token"));
	}

	/** What fills up after the end. */
	String pad() {
		return special("pad_token", eos());
	}

	/** What stands for anything that the vocabulary lacks. */
	String unknown() {
		return special("unk_token", eos());
	}

	/** Everything that is sought in a text as a whole: the special tokens, and what else has been added. */
	List<AddedToken> tokens() {
		Map<String, AddedToken> all = new LinkedHashMap<>(tokens);
		for (String role : ROLES) {
			// NB: transformers takes a padding token given as mere text literally, the others in any case.
			AddedToken token = AddedToken.of(json.get(role), !role.equals("pad_token"));
			if (token == null && DEFAULTS.containsKey(role)) token = new AddedToken(DEFAULTS.get(role), true, false);
			if (token != null) all.putIfAbsent(token.content(), token);
		}
		return new ArrayList<>(all.values());
	}

	/** How many tokens the model takes at a time, begin and end included. */
	int maxLength() throws IOException {
		JsonElement length = json.get("model_max_length");
		if (length == null || length.isJsonNull()) return DEFAULT_LENGTH;
		double value = JsonValues.isNumber(length) ? length.getAsDouble() : Double.NaN;
		if (value >= MAX_LENGTH) return DEFAULT_LENGTH;
		if (value >= 3 && value == Math.rint(value)) return (int) value;
		throw new IOException("The key model_max_length in " + file + " should be a whole number from 3 on, but is " +
			length + ".");
	}

	private String special(String role, String defaultValue) {
		AddedToken token = AddedToken.of(json.get(role), true);
		return token == null ? defaultValue : token.content();
	}

	private void readDecoder(JsonObject decoder) throws IOException {
		for (Map.Entry<String, JsonElement> entry : decoder.entrySet()) {
			AddedToken token = AddedToken.of(entry.getValue(), true);
			if (token == null) throw new IOException("The entry " + entry.getKey() + " of added_tokens_decoder in " + file +
				" should describe a token.");
			try {
				add(token, Integer.parseInt(entry.getKey()));
			}
			catch (NumberFormatException e) {
				throw new IOException("The keys of added_tokens_decoder in " + file + " should be ids, but one is \"" +
					entry.getKey() + "\".", e);
			}
		}
	}

	private void readOldFiles(Path directory) throws IOException {
		JsonObject map = TextFiles.objectOrEmpty(directory.resolve("special_tokens_map.json"));
		for (Map.Entry<String, JsonElement> entry : map.entrySet()) {
			json.add(entry.getKey(), entry.getValue());
		}
		Path added = directory.resolve("added_tokens.json");
		for (Map.Entry<String, Integer> entry : TextFiles.ids(added, TextFiles.objectOrEmpty(added)).entrySet()) {
			add(new AddedToken(entry.getKey(), true, false), entry.getValue());
		}
		Path single = directory.resolve("tokenizer.json");
		JsonElement listed = TextFiles.objectOrEmpty(single).get("added_tokens");
		if (listed == null || !listed.isJsonArray()) return;
		for (JsonElement entry : listed.getAsJsonArray()) {
			AddedToken token = AddedToken.of(entry, true);
			if (token == null || !entry.isJsonObject()) throw new IOException("The entry " + entry +
				" of added_tokens in " + single + " should describe a token.");
			add(token, TextFiles.id(single, token.content(), entry.getAsJsonObject().get("id")));
		}
	}

	private void add(AddedToken token, int id) {
		ids.put(token.content(), id);
		tokens.put(token.content(), token);
	}
}
