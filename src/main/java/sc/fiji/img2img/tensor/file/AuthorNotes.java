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
package sc.fiji.img2img.tensor.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.JsonValues;

/**
 * What the author of a safetensors file, or the program that trained it, says of it in the header: keys of modelspec, and
 * those of kohya's scripts, which begin with ss. All of it is free text that nobody checks. Immutable.
 */
public final class AuthorNotes {

	/** How many tags of training images stand for the words that nobody named. */
	private static final int TRIGGER_WORDS = 10;

	private final Map<String, String> metadata;

	private AuthorNotes(Map<String, String> metadata) {
		this.metadata = metadata;
	}

	/** @param metadata of a file's header */
	public static AuthorNotes of(Map<String, String> metadata) {
		return new AuthorNotes(metadata);
	}

	/** What the author calls it; empty where nothing is said, as with the others. */
	public String title() {
		return first("modelspec.title", "ss_output_name");
	}

	public String author() {
		return first("modelspec.author");
	}

	public String license() {
		return first("modelspec.license", "license");
	}

	/** What it is made for, in words of the program that made it. */
	public String base() {
		return first("modelspec.architecture", "ss_base_model_version", "ss_sd_model_name");
	}

	/**
	 * The words that call for what it was trained on: those that the file names as such, or else the most frequent tags of
	 * its training images.
	 */
	public List<String> triggerWords() {
		String phrase = first("modelspec.trigger_phrase");
		if (!phrase.isEmpty()) return List.of(phrase.split("\\s*,\\s*"));
		Map<String, Integer> counts = new LinkedHashMap<>();
		for (Map.Entry<String, JsonElement> folder : json("ss_tag_frequency").entrySet())
			if (folder.getValue().isJsonObject()) for (Map.Entry<String, JsonElement> tag : folder.getValue().getAsJsonObject()
				.entrySet())
				counts.merge(tag.getKey().trim(), count(tag.getValue()), Integer::sum);
		return counts.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).limit(TRIGGER_WORDS)
			.map(Map.Entry::getKey).collect(Collectors.toList());
	}

	/** A JSON object within the notes; empty where there is none. */
	public JsonObject json(String key) {
		try {
			return JsonValues.object(metadata.getOrDefault(key, "{}")).orElseGet(JsonObject::new);
		}
		catch (JsonParseException e) {
			// NB: metadata is informal; what cannot be read says nothing.
			return new JsonObject();
		}
	}

	// -- Helper methods --

	private String first(String... keys) {
		for (String key : keys) {
			String text = metadata.getOrDefault(key, "").trim();
			if (!text.isEmpty() && !text.equals("None")) return text;
		}
		return "";
	}

	private static int count(JsonElement value) {
		try {
			return value.getAsInt();
		}
		catch (RuntimeException e) {
			// NB: gson reports elements of the wrong kind with several unrelated runtime exceptions.
			return 0;
		}
	}
}
