package sc.fiji.img2img.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON object in a model's configuration file, whose absent keys have fallbacks. Immutable by convention. */
public final class JsonFile {

	private final Path file;

	private final JsonObject json;

	private JsonFile(Path file, JsonObject json) {
		this.file = file;
		this.json = json;
	}

	/**
	 * Reads a file; one that does not exist counts as an empty object.
	 *
	 * @throws IOException if it exists, but holds no JSON object
	 */
	public static JsonFile of(Path file) throws IOException {
		if (!Files.isRegularFile(file)) return new JsonFile(file, new JsonObject());
		try {
			JsonElement element = JsonParser.parseString(Files.readString(file));
			if (element.isJsonObject()) return new JsonFile(file, element.getAsJsonObject());
		}
		catch (JsonParseException | MalformedInputException e) {
			throw new IOException(file + " is not a JSON file" + FailedDownload.instead(file) + ".", e);
		}
		throw new IOException(file + " does not hold a JSON object.");
	}

	/** The object itself. */
	public JsonObject json() {
		return json;
	}

	/** Whether the key is there and not null. */
	public boolean has(String key) {
		return json.has(key) && !json.get(key).isJsonNull();
	}

	/**
	 * A text.
	 *
	 * @throws IOException if the key holds something else; so with the others
	 */
	public String string(String key, String fallback) throws IOException {
		return has(key) ? primitive(key, "a text", JsonElement::getAsString) : fallback;
	}

	/** True or false. */
	public boolean flag(String key, boolean fallback) throws IOException {
		return has(key) ? primitive(key, "true or false", JsonElement::getAsBoolean) : fallback;
	}

	/** A number. */
	public double number(String key, double fallback) throws IOException {
		return has(key) ? primitive(key, "a number", JsonElement::getAsDouble) : fallback;
	}

	/** The numbers in a list; null where the key is absent. */
	public float[] numbers(String key) throws IOException {
		return has(key) ? primitive(key, "a list of numbers", element -> {
			JsonArray array = element.getAsJsonArray();
			float[] numbers = new float[array.size()];
			for (int i = 0; i < numbers.length; i++)
				numbers[i] = array.get(i).getAsFloat();
			return numbers;
		}) : null;
	}

	private <T> T primitive(String key, String wanted, java.util.function.Function<JsonElement, T> reading)
		throws IOException
	{
		try {
			return reading.apply(json.get(key));
		}
		catch (RuntimeException e) {
			// NB: gson reports elements of the wrong kind with several unrelated runtime exceptions.
			throw new IOException("The key " + key + " in " + file + " should be " + wanted + ", but is " +
				json.get(key) + ".", e);
		}
	}
}
