package sc.fiji.img2img.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The JSON object in a model's configuration file, whose absent keys have fallbacks. Immutable by convention. */
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
