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
package sc.fiji.img2img;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.io.ScratchFolder;

/**
 * Settings that are kept in a file, to be used again and shared: a JSON object of settings' keys and values, or one that has
 * such an object under the key settings, as what batches write. A model is named by the key model.
 * <p>
 * What a preset says counts less than what is said otherwise, and more than what the model suggests. It holds nothing that is
 * true of one machine only. Immutable.
 * </p>
 */
public final class Preset {

	private static final String MODEL = Presets.MODEL;

	private static final String SETTINGS = "settings";

	/** What is of one machine, and is neither saved nor read. */
	private static final Set<Setting<?>> LOCAL = Set.of(Img2ImgSettings.DEVICE, Img2ImgSettings.PRECISION,
		Img2ImgSettings.LORAFOLDER, Img2ImgSettings.NOCACHE, Img2ImgSettings.MEMORY);

	/** Places on other machines: to look at one can tell those whose it is who does so. */
	private static final Pattern FOREIGN = Pattern.compile("(^|[;\"'<:])\\s*(\\\\\\\\|//).*", Pattern.DOTALL);

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	private final String origin;

	private final Map<String, String> values;

	private Preset(String origin, Map<String, String> values) {
		this.origin = origin;
		this.values = Collections.unmodifiableMap(values);
	}

	/**
	 * Reads a file.
	 *
	 * @throws IOException if it is no preset; the message says why
	 */
	public static Preset read(Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException("There is no preset " + file + ".");
		JsonObject json = JsonFile.of(file).json();
		JsonElement nested = json.get(SETTINGS);
		Map<String, String> values = new LinkedHashMap<>();
		for (Map.Entry<String, JsonElement> entry : (nested != null && nested.isJsonObject() ? nested.getAsJsonObject() : json)
			.entrySet())
		{
			if (!entry.getValue().isJsonPrimitive()) throw new IOException("The key " + entry.getKey() + " in the preset " + file +
				" should be a text, a number, or true or false, but is " + Excerpt.of(entry.getValue().toString()) + ".");
			if (!isLocal(entry.getKey())) values.put(entry.getKey(), entry.getValue().getAsString());
		}
		return new Preset(file.toString(), values);
	}

	/**
	 * What is to be kept of some settings: those that are set.
	 *
	 * @param model the name of the model; empty for none
	 */
	public static Preset of(Img2ImgSettings settings, String model) {
		Map<String, String> values = new LinkedHashMap<>();
		if (!model.isBlank()) values.put(MODEL, model);
		for (Setting<?> setting : Img2ImgSettings.all())
			if (settings.isSet(setting) && holds(setting)) values.put(setting.key(), settings.get(setting).toString());
		return new Preset("that is given", values);
	}

	/** Whether presets hold a setting. */
	public static boolean holds(Setting<?> setting) {
		return !LOCAL.contains(setting) && (Img2ImgSettings.all().contains(setting) || setting.key().equals(MODEL));
	}

	/** The values by the keys of their settings. */
	public Map<String, String> values() {
		return values;
	}

	/** The model that it names; empty if it names none. */
	public String model() {
		return values.getOrDefault(MODEL, "");
	}

	/**
	 * Settings as the preset has them.
	 *
	 * @param known the settings that are asked for; the model may be among them
	 * @param given the keys of those that are said otherwise, which are left as they are by default
	 * @throws IllegalArgumentException if the preset has a key or a value that is none; the message says what is allowed
	 */
	public Img2ImgSettings apply(List<Setting<?>> known, Set<String> given) {
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		for (Map.Entry<String, String> value : values.entrySet()) {
			if (given.contains(value.getKey())) continue;
			requireNear(value.getKey(), value.getValue());
			Setting<?> setting = known.stream().filter(each -> each.key().equals(value.getKey()) && holds(each)).findFirst().orElse(
				null);
			if (setting == null && value.getKey().equals(MODEL)) continue;
			if (setting == null) throw new IllegalArgumentException("The preset " + origin + " has the key \"" + Excerpt.of(value
				.getKey()) + "\", but it may have " + known.stream().filter(Preset::holds).map(Setting::key).collect(Collectors.joining(
					", ")) + " only.");
			try {
				settings = settings.parse(setting, value.getValue());
			}
			catch (IllegalArgumentException e) {
				throw new IllegalArgumentException("In the preset " + origin + ", " + e.getMessage(), e);
			}
		}
		return settings;
	}

	/** Writes it; a file that is there is replaced in one step. */
	public void write(Path file) throws IOException {
		JsonObject json = new JsonObject();
		for (Map.Entry<String, String> value : values.entrySet())
			json.add(value.getKey(), json(value.getKey(), value.getValue()));
		Path target = file.toAbsolutePath();
		Files.createDirectories(target.getParent());
		try (ScratchFolder scratch = ScratchFolder.in(target.getParent(), ".preset-")) {
			Path written = Files.writeString(scratch.path().resolve("preset"), GSON.toJson(json) + "\n");
			Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	@Override
	public String toString() {
		return values.toString();
	}

	// -- Helper methods --

	private static boolean isLocal(String key) {
		return LOCAL.stream().anyMatch(setting -> setting.key().equals(key));
	}

	private void requireNear(String key, String value) {
		boolean place = key.equals(MODEL) || key.equals(Img2ImgSettings.VAE.key()) || key.equals(Img2ImgSettings.LORA.key());
		boolean prompt = key.equals(Img2ImgSettings.PROMPT.key()) && value.contains("<lora:");
		if ((place || prompt) && FOREIGN.matcher(value).find()) throw new IllegalArgumentException("The preset " + origin +
			" names a place on another machine (" + key + " \"" + Excerpt.of(value) + "\"), which is not looked at; give " + key +
			" yourself.");
	}

	private static JsonPrimitive json(String key, String value) {
		Class<?> type = Img2ImgSettings.all().stream().filter(setting -> setting.key().equals(key)).findFirst().<Class<?>>map(
			Setting::type).orElse(String.class);
		if (type == Boolean.class) return new JsonPrimitive(Boolean.parseBoolean(value));
		return Number.class.isAssignableFrom(type) ? new JsonPrimitive(new BigDecimal(value)) : new JsonPrimitive(value);
	}
}
