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
package sc.fiji.img2img.lora;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.io.JsonValues;

/**
 * The settings that peft keeps apart from its tensors: in the header of files that diffusers writes, or in
 * adapter_config.json beside files that peft writes. Immutable.
 */
final class PeftConfig {

	private static final long MOST_BYTES = 1_000_000;

	private static final String METADATA = "lora_adapter_metadata";

	private final JsonObject json;

	private final String prefix;

	private final String path;

	private PeftConfig(JsonObject json, String prefix, String path) {
		this.json = json;
		this.prefix = prefix;
		this.path = path;
	}

	/** The settings that hold for a module; empty where the file has none. */
	static PeftConfig of(LoraFile file, LoraModule module) throws IOException {
		JsonObject header = file.json(METADATA);
		if (header.size() > 0) return new PeftConfig(header, module.part().component() + ".", module.path());
		boolean peft = module.toString().startsWith("base_model.model.");
		return new PeftConfig(peft ? file.adapterConfig() : new JsonObject(), "", module.path());
	}

	/** alpha / rank, or alpha / sqrt(rank) for rank-stabilised LoRAs; 1 where no alpha is known. */
	double scale(int rank) {
		double alpha = pattern("alpha_pattern", number("lora_alpha", number("alpha", rank)));
		boolean root = JsonValues.flag(json, prefix + "use_rslora", false);
		return alpha / (root ? Math.sqrt(rank) : rank);
	}

	private double number(String key, double defaultValue) {
		return JsonValues.number(json, prefix + key, defaultValue);
	}

	/** The value for the modules whose path ends in a pattern's key. */
	private double pattern(String key, double defaultValue) {
		JsonElement pattern = json.get(prefix + key);
		if (pattern == null || !pattern.isJsonObject()) return defaultValue;
		for (Map.Entry<String, JsonElement> entry : pattern.getAsJsonObject().entrySet()) {
			String end = entry.getKey().replace('.', '_').replace("^", "");
			boolean meant = path.equals(end) || path.endsWith("_" + end);
			if (meant && JsonValues.isNumber(entry.getValue())) return entry.getValue().getAsDouble();
		}
		return defaultValue;
	}

	/** Reads the file that peft writes beside a LoRA's; an empty object if there is none. */
	static JsonObject beside(LoraFile file) throws IOException {
		Path config = file.file().resolveSibling("adapter_config.json");
		if (!Files.isRegularFile(config)) return new JsonObject();
		if (Files.size(config) > MOST_BYTES) throw file.refuse("the file beside it, " + config.getFileName() + ", has " + Files
			.size(config) + " bytes, far more than peft writes");
		try {
			Optional<JsonObject> json = JsonValues.object(Files.readString(config));
			if (json.isPresent()) return json.get();
		}
		catch (JsonParseException | MalformedInputException e) {
			throw file.refuse("the file beside it, " + config.getFileName() + ", is not JSON");
		}
		throw file.refuse("the file beside it, " + config.getFileName() + ", does not hold a JSON object");
	}
}
