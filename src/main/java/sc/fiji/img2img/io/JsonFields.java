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

import java.io.IOException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The fields of a JSON object that must be what they should be: those of another kind are refused with one sentence.
 * Immutable by convention.
 */
public class JsonFields {

	private final JsonObject json;

	private final UnaryOperator<String> subject;

	/** @param subject what a sentence about a key begins with, such as "The key steps in scheduler_config.json" */
	protected JsonFields(JsonObject json, UnaryOperator<String> subject) {
		this.json = json;
		this.subject = subject;
	}

	/** The object itself. */
	public final JsonObject json() {
		return json;
	}

	/** Whether the key is there and not null. */
	public final boolean has(String key) {
		return json.has(key) && !json.get(key).isJsonNull();
	}

	/**
	 * A text.
	 *
	 * @throws IOException if the key holds something else; so with the others
	 */
	public final String string(String key, String defaultValue) throws IOException {
		return has(key) ? read(key, "a text", JsonElement::getAsString) : defaultValue;
	}

	/** True or false. */
	public final boolean flag(String key, boolean defaultValue) throws IOException {
		return has(key) ? read(key, "true or false", JsonElement::getAsBoolean) : defaultValue;
	}

	/** A number. */
	public final double number(String key, double defaultValue) throws IOException {
		return has(key) ? read(key, "a number", JsonElement::getAsDouble) : defaultValue;
	}

	/**
	 * Reads a field that must be there.
	 *
	 * @param wanted what it should be, in words
	 * @throws IOException if it is missing or of another kind
	 */
	protected final <T> T read(String key, String wanted, Function<JsonElement, T> reading) throws IOException {
		if (!has(key)) throw fault(key, wanted);
		try {
			return reading.apply(json.get(key));
		}
		catch (RuntimeException e) {
			// NB: gson reports elements of the wrong kind with several unrelated runtime exceptions.
			IOException fault = fault(key, wanted);
			fault.initCause(e);
			throw fault;
		}
	}

	/** Says that the value of a key is not what it should be. */
	public final IOException fault(String key, String wanted) {
		String found = has(key) ? json.get(key).toString() : "missing";
		return new IOException(subject.apply(key) + " should be " + wanted + ", but is " + found + ".");
	}
}
