package sc.fiji.img2img.lora;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes small safetensors files of floats. */
public final class LoraBytes {

	private final Map<String, int[]> shapes = new LinkedHashMap<>();

	private final Map<String, Float> values = new LinkedHashMap<>();

	private String metadata = "";

	/** Adds a tensor whose elements are all the same. */
	public LoraBytes add(String name, float value, int... shape) {
		shapes.put(name, shape);
		values.put(name, value);
		return this;
	}

	/** Adds an entry to the header's metadata. */
	public LoraBytes say(String key, String value) {
		metadata += (metadata.isEmpty() ? "" : ",") + "\"" + key + "\":\"" + value + "\"";
		return this;
	}

	byte[] toBytes() {
		StringBuilder header = new StringBuilder("{\"__metadata__\":{" + metadata + "}");
		int offset = 0;
		for (Map.Entry<String, int[]> tensor : shapes.entrySet()) {
			int end = offset + 4 * count(tensor.getValue());
			header.append(",\"").append(tensor.getKey()).append("\":{\"dtype\":\"F32\",\"shape\":").append(Arrays.stream(tensor
				.getValue()).boxed().collect(Collectors.toList())).append(",\"data_offsets\":[").append(offset).append(',').append(
					end).append("]}");
			offset = end;
		}
		byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
		ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + offset).order(ByteOrder.LITTLE_ENDIAN);
		bytes.putLong(json.length).put(json);
		shapes.forEach((name, shape) -> {
			for (int i = 0; i < count(shape); i++)
				bytes.putFloat(values.get(name));
		});
		return bytes.array();
	}

	/** Writes the file. */
	public Path write(Path file) throws IOException {
		return Files.write(file, toBytes());
	}

	private static int count(int[] shape) {
		return Arrays.stream(shape).reduce(1, Math::multiplyExact);
	}
}
