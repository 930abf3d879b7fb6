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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fiji.img2img.io.FailedDownload;
import sc.fiji.img2img.io.JsonValues;

/**
 * A safetensors file, read tensor by tensor.
 * <p>
 * The whole header is checked on opening: its length, every element type and shape, and that the tensors lie in the
 * file without gaps and overlaps. A file that fails is refused with an {@link IOException} whose message names the
 * file and the fault. Instances are immutable and thread-safe until closed; whoever opens one closes it.
 * </p>
 * <p>
 * Format: the safetensors documentation (8 bytes of little-endian header length, a JSON header, the data).
 * </p>
 */
public final class SafeTensors implements AutoCloseable {

	/** The reference reader's own limit, far above any real header. */
	private static final long MAX_HEADER = 100_000_000;

	/** The most elements that are read at once. */
	private static final int PIECE = 1 << 18;

	private final Path file;

	private final FileChannel channel;

	private final long dataStart;

	private final Map<String, Entry> entries;

	private final Map<String, String> metadata;

	private SafeTensors(Path file, FileChannel channel, long dataStart, JsonObject header) throws IOException {
		this.file = file;
		this.channel = channel;
		this.dataStart = dataStart;
		metadata = readMetadata(header.remove("__metadata__"));
		entries = new LinkedHashMap<>();
		for (Map.Entry<String, JsonElement> tensor : header.entrySet())
			entries.put(tensor.getKey(), readEntry(tensor.getKey(), tensor.getValue()));
		checkLayout(channel.size() - dataStart);
	}

	/**
	 * Opens a file and checks its header.
	 *
	 * @throws IOException if there is no such file, or it is no complete safetensors file
	 */
	public static SafeTensors open(Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException("There is no file " + file + ".");
		FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
		try {
			long size = channel.size();
			if (size < 8) throw broken(file, "it has " + size + " bytes, fewer than the 8 of the header's length");
			long length = read(channel, 0, 8).getLong();
			if (length < 2 || length > MAX_HEADER) throw broken(file,
				"it does not begin with a header length (found " + Long.toUnsignedString(length) + ")" + FailedDownload.instead(file));
			if (length > size - 8) throw broken(file,
				"its header should have " + length + " bytes, but only " + (size - 8) + " follow: it is truncated" + FailedDownload.instead(file));
			String json = StandardCharsets.UTF_8.decode(read(channel, 8, (int) length)).toString();
			return new SafeTensors(file, channel, 8 + length, parse(file, json));
		}
		catch (IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
	}

	/** The names of all tensors, in the order of the header. */
	public Set<String> names() {
		return Collections.unmodifiableSet(entries.keySet());
	}

	/** The header's free-form metadata; empty where there is none. */
	public Map<String, String> metadata() {
		return Collections.unmodifiableMap(metadata);
	}

	/** The tensor's shape; empty for a scalar. */
	public long[] shape(String name) {
		return entry(name).shape.clone();
	}

	/** The tensor's element type. */
	public SafeTensorType type(String name) {
		return entry(name).type;
	}

	/** Where the tensor's first byte is in the file. */
	public long offset(String name) {
		return dataStart + entry(name).begin;
	}

	/**
	 * A tensor's values, widened or rounded to float.
	 *
	 * @return a new array in row-major order
	 * @throws IOException if reading fails, or the tensor has more elements than an array can hold
	 */
	public float[] floats(String name) throws IOException {
		Entry entry = entry(name);
		long count = (entry.end - entry.begin) / entry.type.bytes();
		if (entry.end - entry.begin > Integer.MAX_VALUE) throw new IOException("The tensor " + name + " in " + file +
			" has " + count + " elements, more than can be read at once.");
		float[] values = new float[(int) count];
		int done = 0;
		while (done < count) {
			int piece = (int) Math.min(PIECE, count - done);
			ByteBuffer data = read(channel, dataStart + entry.begin + (long) done * entry.type.bytes(), piece * entry.type.bytes());
			if (data.remaining() < piece * entry.type.bytes()) throw broken(file, "it was truncated after it had been opened");
			entry.type.read(data, values, done, piece);
			done += piece;
		}
		return values;
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	// -- Helper methods --

	private Entry entry(String name) {
		Entry entry = entries.get(name);
		if (entry == null) throw new IllegalArgumentException("There is no tensor " + name + " in " + file + ".");
		return entry;
	}

	private static ByteBuffer read(FileChannel channel, long position, int count) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
		while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
			// NB: a channel may hand over less than was asked for.
		}
		buffer.flip();
		return buffer;
	}

	private static JsonObject parse(Path file, String json) throws IOException {
		try {
			Optional<JsonObject> header = JsonValues.object(json);
			if (header.isPresent()) return header.get();
		}
		catch (JsonParseException e) {
			throw broken(file, "its header is not JSON");
		}
		throw broken(file, "its header is not a JSON object");
	}

	private Map<String, String> readMetadata(JsonElement json) throws IOException {
		Map<String, String> result = new LinkedHashMap<>();
		if (json == null || json.isJsonNull()) return result;
		if (!json.isJsonObject()) throw broken(file, "its __metadata__ is not a JSON object");
		for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
			JsonElement value = entry.getValue();
			result.put(entry.getKey(), value.isJsonPrimitive() ? value.getAsString() : value.toString());
		}
		return result;
	}

	private Entry readEntry(String name, JsonElement json) throws IOException {
		try {
			JsonObject object = json.getAsJsonObject();
			SafeTensorType type = SafeTensorType.of(object.get("dtype").getAsString());
			if (type == null) throw broken(file,
				"the tensor " + name + " has the unknown element type " + object.get("dtype").getAsString());
			JsonArray dims = object.getAsJsonArray("shape");
			JsonArray offsets = object.getAsJsonArray("data_offsets");
			long[] shape = new long[dims.size()];
			long bytes = type.bytes();
			for (int d = 0; d < shape.length; d++) {
				shape[d] = dims.get(d).getAsBigDecimal().longValueExact();
				if (shape[d] < 0) throw broken(file, "the tensor " + name + " has a negative dimension");
				bytes = Math.multiplyExact(bytes, shape[d]);
			}
			long begin = offsets.get(0).getAsBigDecimal().longValueExact();
			long end = offsets.get(1).getAsBigDecimal().longValueExact();
			if (begin < 0 || end < begin || end - begin != bytes) throw broken(file, "the tensor " + name + " should have " +
				bytes + " bytes, but its data offsets are [" + begin + ", " + end + "]");
			return new Entry(type, shape, begin, end);
		}
		catch (RuntimeException e) {
			// NB: whatever is missing or of the wrong kind in hostile JSON shows up as one of many runtime exceptions.
			throw broken(file, "the header's entry for the tensor " + name + " is malformed");
		}
	}

	private void checkLayout(long dataLength) throws IOException {
		List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
		sorted.sort(Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin)
			.thenComparingLong(e -> e.getValue().end));
		long position = 0;
		for (Map.Entry<String, Entry> tensor : sorted) {
			if (tensor.getValue().end > dataLength) throw broken(file, "the tensor " + tensor.getKey() + " ends at byte " +
				tensor.getValue().end + " of the data, but there are only " + dataLength + ": it is truncated");
			if (tensor.getValue().begin != position) throw broken(file, "the tensor " + tensor.getKey() +
				(tensor.getValue().begin < position ? " overlaps the one before it" : " leaves a gap before it"));
			position = tensor.getValue().end;
		}
		if (position != dataLength) throw broken(file, (dataLength - position) + " bytes at its end belong to no tensor");
	}

	private static IOException broken(Path file, String fault) {
		return new IOException(file + " is not a usable safetensors file: " + fault + ".");
	}

	// -- Helper classes --

	private static final class Entry {

		private final SafeTensorType type;

		private final long[] shape;

		private final long begin;

		private final long end;

		private Entry(SafeTensorType type, long[] shape, long begin, long end) {
			this.type = type;
			this.shape = shape;
			this.begin = begin;
			this.end = end;
		}
	}
}
