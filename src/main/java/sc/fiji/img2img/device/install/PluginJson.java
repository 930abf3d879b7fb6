package sc.fiji.img2img.device.install;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A JSON object of a description, whose faults are named by where they are. Immutable by convention. */
final class PluginJson {

	private final String where;

	private final JsonObject json;

	private PluginJson(String where, JsonObject json) {
		this.where = where;
		this.json = json;
	}

	/**
	 * Reads a text.
	 *
	 * @param where what it is the text of, to be named where it is wrong
	 * @throws IOException if it is no JSON object
	 */
	static PluginJson parse(String where, String text) throws IOException {
		try {
			return new PluginJson(where, JsonParser.parseString(text).getAsJsonObject());
		}
		catch (JsonParseException | IllegalStateException e) {
			throw new IOException(where + " does not hold a JSON object.", e);
		}
	}

	boolean has(String key) {
		return json.has(key) && !json.get(key).isJsonNull();
	}

	List<String> keys() {
		return new ArrayList<>(json.keySet());
	}

	PluginJson object(String key) throws IOException {
		return new PluginJson(where + ", " + key, read(key, "an object", JsonElement::getAsJsonObject));
	}

	List<PluginJson> objects(String key) throws IOException {
		return read(key, "a list of objects", element -> {
			List<PluginJson> objects = new ArrayList<>();
			element.getAsJsonArray().forEach(each -> objects.add(new PluginJson(where + ", " + key + " " + (objects.size() +
				1), each.getAsJsonObject())));
			return objects;
		});
	}

	String text(String key) throws IOException {
		String text = read(key, "a text", JsonElement::getAsString);
		if (text.isBlank()) throw fault(key, "a text that is not empty");
		return text;
	}

	String text(String key, String fallback) throws IOException {
		return has(key) ? text(key) : fallback;
	}

	boolean flag(String key, boolean fallback) throws IOException {
		return has(key) ? read(key, "true or false", JsonElement::getAsBoolean) : fallback;
	}

	/** A number above 0. */
	long whole(String key) throws IOException {
		long number = read(key, "a whole number", JsonElement::getAsLong);
		if (number <= 0) throw fault(key, "a whole number above 0");
		return number;
	}

	/** A list of texts; empty where the key is absent. */
	List<String> texts(String key) throws IOException {
		if (!has(key)) return List.of();
		return read(key, "a list of texts", element -> {
			List<String> texts = new ArrayList<>();
			element.getAsJsonArray().forEach(each -> texts.add(each.getAsString()));
			return List.copyOf(texts);
		});
	}

	/** Texts by name, in the file's order; empty where the key is absent. */
	Map<String, String> map(String key) throws IOException {
		if (!has(key)) return Map.of();
		return read(key, "an object of texts", element -> {
			Map<String, String> map = new LinkedHashMap<>();
			element.getAsJsonObject().entrySet().forEach(entry -> map.put(entry.getKey(), entry.getValue().getAsString()));
			return java.util.Collections.unmodifiableMap(map);
		});
	}

	/** Says that the value of a key is not what it should be. */
	IOException fault(String key, String wanted) {
		String found = has(key) ? json.get(key).toString() : "missing";
		return new IOException(where + ": \"" + key + "\" should be " + wanted + ", but is " + found + ".");
	}

	private <T> T read(String key, String wanted, Function<JsonElement, T> reading) throws IOException {
		if (!has(key)) throw fault(key, wanted);
		try {
			return reading.apply(json.get(key));
		}
		catch (UnsupportedOperationException | IllegalStateException | ClassCastException | NumberFormatException e) {
			throw fault(key, wanted);
		}
	}
}
