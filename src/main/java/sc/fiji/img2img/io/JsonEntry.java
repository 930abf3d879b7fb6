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
package sc.fiji.img2img.io;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object in a file of ours, whose faults are named by where they are. Immutable by convention. */
public final class JsonEntry extends JsonFields {

	private final String where;

	private JsonEntry(String where, JsonObject json) {
		super(json, key -> where + ": \"" + key + "\"");
		this.where = where;
	}

	/**
	 * Reads a text.
	 *
	 * @param where what it is the text of, to be named where it is wrong
	 * @throws IOException if it is no JSON object
	 */
	public static JsonEntry parse(String where, String text) throws IOException {
		try {
			return new JsonEntry(where, JsonParser.parseString(text).getAsJsonObject());
		}
		catch (JsonParseException | IllegalStateException e) {
			throw new IOException(where + " does not hold a JSON object.", e);
		}
	}

	public List<String> keys() {
		return new ArrayList<>(json().keySet());
	}

	public JsonEntry object(String key) throws IOException {
		return new JsonEntry(where + ", " + key, read(key, "an object", JsonElement::getAsJsonObject));
	}

	public List<JsonEntry> objects(String key) throws IOException {
		return read(key, "a list of objects", element -> {
			List<JsonEntry> objects = new ArrayList<>();
			element.getAsJsonArray().forEach(each -> objects.add(new JsonEntry(where + ", " + key + " " + (objects.size() +
				1), each.getAsJsonObject())));
			return objects;
		});
	}

	public String text(String key) throws IOException {
		String text = read(key, "a text", JsonElement::getAsString);
		if (text.isBlank()) throw fault(key, "a text that is not empty");
		return text;
	}

	public String text(String key, String defaultValue) throws IOException {
		return has(key) ? text(key) : defaultValue;
	}

	/** A number above 0. */
	public long whole(String key) throws IOException {
		long number = read(key, "a whole number", JsonElement::getAsLong);
		if (number <= 0) throw fault(key, "a whole number above 0");
		return number;
	}

	/** A list of texts; empty where the key is absent. */
	public List<String> texts(String key) throws IOException {
		if (!has(key)) return List.of();
		return read(key, "a list of texts", element -> {
			List<String> texts = new ArrayList<>();
			element.getAsJsonArray().forEach(each -> texts.add(each.getAsString()));
			return List.copyOf(texts);
		});
	}

	/** Texts by name, in the file's order; empty where the key is absent. */
	public Map<String, String> map(String key) throws IOException {
		if (!has(key)) return Map.of();
		return read(key, "an object of texts", element -> {
			Map<String, String> map = new LinkedHashMap<>();
			element.getAsJsonObject().entrySet().forEach(entry -> map.put(entry.getKey(), entry.getValue().getAsString()));
			return Collections.unmodifiableMap(map);
		});
	}
}
