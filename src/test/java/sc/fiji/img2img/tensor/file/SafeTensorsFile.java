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
package sc.fiji.img2img.tensor.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes small safetensors files of 32-bit floats. */
public final class SafeTensorsFile {

	private final Map<String, long[]> shapes = new LinkedHashMap<>();

	private final Map<String, float[]> values = new LinkedHashMap<>();

	/** Adds a tensor, or replaces the one of that name. */
	public SafeTensorsFile put(String name, double[] elements, long... shape) {
		shapes.put(name, shape);
		float[] floats = new float[elements.length];
		for (int i = 0; i < floats.length; i++)
			floats[i] = (float) elements[i];
		values.put(name, floats);
		return this;
	}

	/** Writes the file, and the folders that it is to lie in. */
	public Path write(Path file) throws IOException {
		StringBuilder header = new StringBuilder();
		int end = 0;
		for (String name : shapes.keySet())
			header.append(header.length() == 0 ? "{" : ",").append("\"").append(name).append(
				"\":{\"dtype\":\"F32\",\"shape\":").append(Arrays.toString(shapes.get(name))).append(",\"data_offsets\":[").append(
					end).append(",").append(end += Float.BYTES * values.get(name).length).append("]}");
		byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
		Files.createDirectories(file.getParent());
		try (OutputStream out = Files.newOutputStream(file)) {
			out.write(buffer(Long.BYTES).putLong(json.length).array());
			out.write(json);
			for (float[] elements : values.values()) {
				ByteBuffer bytes = buffer(Float.BYTES * elements.length);
				bytes.asFloatBuffer().put(elements);
				out.write(bytes.array());
			}
		}
		return file;
	}

	private static ByteBuffer buffer(int size) {
		return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
	}
}
