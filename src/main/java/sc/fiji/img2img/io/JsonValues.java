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
import com.google.gson.JsonParser;

import java.util.Optional;

/** What JSON of others may hold, asked without complaints: absent elements and those of another kind are just not it. */
public final class JsonValues {

	private JsonValues() {
		// NB: only asks.
	}

	/**
	 * The object that a text is; empty if it is JSON of another kind.
	 *
	 * @throws com.google.gson.JsonParseException if it is not JSON
	 */
	public static Optional<JsonObject> object(String text) {
		return Optional.of(JsonParser.parseString(text)).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
	}

	/** Whether an element is there and a text. */
	public static boolean isText(JsonElement json) {
		return json != null && json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
	}

	/** Whether an element is there and a number. */
	public static boolean isNumber(JsonElement json) {
		return json != null && json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber();
	}

	/** The number of a key. */
	public static double number(JsonObject json, String key, double defaultValue) {
		return isNumber(json.get(key)) ? json.get(key).getAsDouble() : defaultValue;
	}

	/** The truth of a key, be it as text. */
	public static boolean flag(JsonObject json, String key, boolean defaultValue) {
		JsonElement value = json.get(key);
		return value == null || !value.isJsonPrimitive() ? defaultValue : value.getAsBoolean();
	}
}
