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
	public static double number(JsonObject json, String key, double fallback) {
		return isNumber(json.get(key)) ? json.get(key).getAsDouble() : fallback;
	}

	/** The truth of a key, be it as text. */
	public static boolean flag(JsonObject json, String key, boolean fallback) {
		JsonElement value = json.get(key);
		return value == null || !value.isJsonPrimitive() ? fallback : value.getAsBoolean();
	}
}
