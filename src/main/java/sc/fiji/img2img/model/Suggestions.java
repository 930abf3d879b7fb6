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
package sc.fiji.img2img.model;

import com.google.gson.JsonElement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.io.JsonFields;
import sc.fiji.img2img.io.JsonFile;

/**
 * What a model would have some settings be where the user says nothing: a JSON object of settings' keys and values in the
 * file img2img.json beside the model's model_index.json; and the prompts that it knows.
 * <p>
 * Models without that file which were distilled to a few steps are recognised where their files leave no doubt. Immutable.
 * </p>
 */
public final class Suggestions {

	/** The file's name. */
	public static final String FILE = "img2img.json";

	/** The guidance at which the UNet is asked once only. */
	private static final String OFF = "1";

	/** The steps of diffusers' own pipeline of latent consistency models, and the most that SDXL-Turbo was distilled to. */
	private static final String FEW = "4";

	private static final List<String> EULER = List.of("EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler");

	/** The key of the prompts that a model knows. */
	private static final String PROMPTS = "prompts";

	private final String source;

	private final Map<String, String> values;

	private final List<String> prompts;

	private Suggestions(String source, Map<String, String> values) {
		this(source, values, List.of());
	}

	private Suggestions(String source, Map<String, String> values, List<String> prompts) {
		this.source = source;
		this.values = Collections.unmodifiableMap(values);
		this.prompts = List.copyOf(prompts);
	}

	/**
	 * What a model suggests.
	 *
	 * @param folder where its own suggestions may lie
	 * @param scheduler what it says of its scheduler
	 * @param distilled whether it was distilled by latent consistency
	 * @throws IOException if its file holds something else than texts and numbers
	 */
	static Suggestions of(Path folder, JsonFields scheduler, boolean distilled) throws IOException {
		Path file = folder.resolve(FILE);
		if (Files.exists(file)) return read(file);
		String sampler = scheduler.string("_class_name", "");
		if (distilled)
			// NB: such a UNet does not take guidance as an instruction to be asked twice, but as a number; 8.5 is diffusers' own.
			return new Suggestions("recognised as LCM", Map.of("guidance", "8.5", "steps", FEW));
		if (sampler.equals("LCMScheduler")) return new Suggestions("recognised as LCM", Map.of("guidance", OFF, "steps",
			FEW));
		// NB: only distilled models begin at the very last timestep without a schedule or a prediction made for it.
		boolean turbo = EULER.contains(sampler) && scheduler.string("timestep_spacing", "").equals("trailing") && scheduler
			.string("prediction_type", "epsilon").equals("epsilon") && !scheduler.flag("rescale_betas_zero_snr", false);
		return turbo ? new Suggestions("recognised as Turbo", Map.of("guidance", OFF, "steps", FEW)) : new Suggestions("", Map
			.of());
	}

	/** The values by the keys of their settings, as texts; empty where the model suggests nothing. */
	public Map<String, String> values() {
		return values;
	}

	/** Prompts that the model knows, to choose from; empty where it names none. */
	public List<String> prompts() {
		return prompts;
	}

	/** Where they come from, in words: "img2img.json", "recognised as LCM". */
	public String source() {
		return source;
	}

	private static Suggestions read(Path file) throws IOException {
		Map<String, String> values = new LinkedHashMap<>();
		List<String> prompts = new ArrayList<>();
		for (Map.Entry<String, JsonElement> entry : JsonFile.of(file).json().entrySet()) {
			if (!entry.getKey().equals(PROMPTS)) values.put(entry.getKey(), text(entry.getKey(), entry.getValue(), file));
			else if (entry.getValue().isJsonArray()) for (JsonElement prompt : entry.getValue().getAsJsonArray())
				prompts.add(text(PROMPTS, prompt, file));
			else throw new IOException("The key " + PROMPTS + " in " + file + " should be a list of texts, but is " + entry
				.getValue() + ".");
		}
		return new Suggestions(FILE, values, prompts);
	}

	private static String text(String key, JsonElement value, Path file) throws IOException {
		if (value.isJsonPrimitive()) return value.getAsString();
		throw new IOException("The key " + key + " in " + file + " should be a text or a number, but is " + value + ".");
	}
}
