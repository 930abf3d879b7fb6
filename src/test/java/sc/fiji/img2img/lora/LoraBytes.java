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
