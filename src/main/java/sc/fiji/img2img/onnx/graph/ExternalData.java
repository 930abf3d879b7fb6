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
package sc.fiji.img2img.onnx.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.FailedDownload;
import sc.fiji.img2img.io.FileBytes;
import sc.fiji.img2img.onnx.graph.OnnxProto.StringStringEntryProto;
import sc.fiji.img2img.onnx.graph.OnnxProto.TensorProto;

/** Where in which file beside a graph a weight's elements lie. Immutable. */
final class ExternalData {

	private final String weight;

	private final String location;

	private final long offset;

	private final long length;

	private ExternalData(String weight, String location, long offset, long length) {
		this.weight = weight;
		this.location = location;
		this.offset = offset;
		this.length = length;
	}

	/**
	 * From the entries of a TensorProto's external_data.
	 *
	 * @param expected the bytes that the weight's type and shape take
	 */
	static ExternalData of(String weight, Map<String, String> entries, long expected) {
		try {
			long offset = Long.parseLong(entries.getOrDefault("offset", "0"));
			long length = Long.parseLong(entries.getOrDefault("length", Long.toString(expected)));
			if (length < expected) throw new IllegalArgumentException("only " + length +
				" bytes of external data for the weight " + Excerpt.of(weight) + ", whose shape takes " + expected);
			return new ExternalData(weight, entries.getOrDefault("location", ""), offset, length);
		}
		catch (NumberFormatException e) {
			throw new IllegalArgumentException("an external data offset that is no number for the weight " + Excerpt.of(weight));
		}
	}

	/** Adds to a TensorProto in which file its elements are, and where. */
	static ProtoWriter write(ProtoWriter proto, String location, long offset, long length) {
		entry(proto, "location", location);
		entry(proto, "offset", Long.toString(offset));
		entry(proto, "length", Long.toString(length));
		return proto.number(TensorProto.DATA_LOCATION, TensorProto.EXTERNAL);
	}

	private static void entry(ProtoWriter proto, String key, String value) {
		proto.message(TensorProto.EXTERNAL_DATA, new ProtoWriter().string(StringStringEntryProto.KEY, key).string(
			StringStringEntryProto.VALUE, value));
	}

	/** Reads one entry of a TensorProto's external_data. */
	static void readEntry(ByteBuffer message, Map<String, String> target) {
		String key = "";
		String value = "";
		ProtoReader entry = new ProtoReader(message);
		while (entry.next()) {
			if (entry.field() == StringStringEntryProto.KEY) key = entry.string();
			if (entry.field() == StringStringEntryProto.VALUE) value = entry.string();
		}
		target.put(key, value);
	}

	/**
	 * The elements, as the file has them now.
	 *
	 * @param folder the graph's own folder
	 */
	ByteBuffer read(Path folder) throws IOException {
		ByteBuffer bytes = FileBytes.read(resolve(folder), offset, length);
		if (bytes.remaining() == length) return bytes;
		throw new IOException("The weights file " + folder.resolve(location) + " was truncated while it was read; run again " +
			"when it is complete.");
	}

	/**
	 * The file, checked to exist, to lie below the graph's own folder and to be long enough.
	 *
	 * @param folder the graph's own folder
	 */
	Path resolve(Path folder) throws IOException {
		Path file = lexical(folder);
		Path real;
		try {
			real = file.toRealPath();
		}
		catch (NoSuchFileException e) {
			throw new IOException("The weights file " + file + " is missing; the model in " + folder +
				" keeps its weights there.");
		}
		catch (IOException e) {
			throw new IOException("The weights file " + file + " cannot be followed to a real file: a link runs in a circle.");
		}
		if (!real.startsWith(folder.toRealPath())) throw new IOException("The weights file " + file +
			" is a link to a place outside the model's folder, which ONNX Runtime refuses; put the file itself there.");
		if (!Files.isRegularFile(real)) throw new IOException("The weights file " + file + " is not a regular file.");
		if (offset < 0 || length < 0 || offset > Files.size(real) - length) throw new IOException("The weights file " +
			file + " is truncated: the weight " + Excerpt.of(weight) + " takes " + length + " bytes from byte " + offset +
			" on, but the file has " + Files.size(real) + " bytes" + FailedDownload.instead(real) + ".");
		return real;
	}

	private Path lexical(Path folder) throws IOException {
		Path relative;
		try {
			relative = Path.of(location);
		}
		catch (InvalidPathException e) {
			throw escapes(folder);
		}
		Path file = folder.resolve(relative).normalize();
		// NB: what ONNX Runtime itself writes for weights in its memory.
		if (location.isEmpty() || location.contains("_ORT_MEM_ADDR_") || relative.isAbsolute() || !file.startsWith(folder
			.normalize())) throw escapes(folder);
		return file;
	}

	private IOException escapes(Path folder) {
		return new IOException("The model in " + folder + " names the weights file \"" + Excerpt.of(location) +
			"\", which is not below its own folder; such a model is not opened.");
	}
}
