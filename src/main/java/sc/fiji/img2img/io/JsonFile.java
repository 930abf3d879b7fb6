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

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The JSON object in a model's configuration file, whose absent keys have default values. Immutable by convention. */
public final class JsonFile extends JsonFields {

	private JsonFile(Path file, JsonObject json) {
		super(json, key -> "The key " + key + " in " + file);
	}

	/**
	 * Reads a file; one that does not exist counts as an empty object.
	 *
	 * @throws IOException if it exists, but holds no JSON object
	 */
	public static JsonFile of(Path file) throws IOException {
		if (!Files.isRegularFile(file)) return empty(file);
		try {
			Optional<JsonObject> json = JsonValues.object(Files.readString(file));
			if (json.isPresent()) return new JsonFile(file, json.get());
		}
		catch (JsonParseException | MalformedInputException e) {
			throw new IOException(file + " is not a JSON file" + FailedDownload.instead(file) + ".", e);
		}
		throw new IOException(file + " does not hold a JSON object.");
	}

	/** An object without keys, in the place of a file's. */
	public static JsonFile empty(Path file) {
		return new JsonFile(file, new JsonObject());
	}

	/** The numbers in a list; null where the key is absent. */
	public float[] numbers(String key) throws IOException {
		return has(key) ? read(key, "a list of numbers", element -> {
			JsonArray array = element.getAsJsonArray();
			float[] numbers = new float[array.size()];
			for (int i = 0; i < numbers.length; i++)
				numbers[i] = array.get(i).getAsFloat();
			return numbers;
		}) : null;
	}
}
