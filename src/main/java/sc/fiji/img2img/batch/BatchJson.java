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
package sc.fiji.img2img.batch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** What an output was made with as JSON: the settings as numbers, switches and texts, and all else that it says of itself. */
final class BatchJson {

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	private static final Set<String> NUMBERS = Set.of(BatchRecord.SSIM, BatchRecord.MAD, BatchRecord.FILES);

	private BatchJson() {
		// NB: one text.
	}

	static String of(BatchTask task, BatchRecord record) throws IOException {
		JsonObject json = new JsonObject();
		json.addProperty("input", task.name());
		JsonArray outputs = new JsonArray();
		record.files().forEach(file -> outputs.add(file.getFileName().toString()));
		json.add("outputs", outputs);
		Optional<Path> mask = task.mask();
		if (mask.isPresent()) json.addProperty("mask", mask.get().getFileName().toString());
		JsonObject settings = new JsonObject();
		JsonObject rest = new JsonObject();
		for (Map.Entry<String, String> value : record.values().entrySet()) {
			Optional<Setting<?>> setting = Img2ImgSettings.all().stream().filter(any -> any.key().equals(value.getKey()))
				.findFirst();
			if (setting.isPresent()) settings.add(value.getKey(), typed(setting.get(), value.getValue()));
			else rest.add(value.getKey(), NUMBERS.contains(value.getKey()) ? number(value.getValue()) : new JsonPrimitive(value
				.getValue()));
		}
		json.add("settings", settings);
		json.add("run", rest);
		return GSON.toJson(json) + "\n";
	}

	private static JsonElement typed(Setting<?> setting, String value) {
		if (setting.type() == Boolean.class) return new JsonPrimitive(Boolean.parseBoolean(value));
		return Number.class.isAssignableFrom(setting.type()) ? number(value) : new JsonPrimitive(value);
	}

	/** A number with the digits that it has; a text where it is none. */
	private static JsonElement number(String value) {
		try {
			return new JsonPrimitive(new BigDecimal(value));
		}
		catch (NumberFormatException e) {
			return new JsonPrimitive(value);
		}
	}
}
