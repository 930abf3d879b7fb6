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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The fields of one protobuf message, to be changed in any way. Not thread-safe. */
final class ProtoMessage {

	private final List<Field> fields = new ArrayList<>();

	private ProtoMessage() {
		// NB: read by of.
	}

	static ProtoMessage of(byte[] bytes) {
		ProtoMessage message = new ProtoMessage();
		message.add(bytes);
		return message;
	}

	/** The contents of all fields of a number, which hold bytes. */
	List<byte[]> all(int number) {
		return fields.stream().filter(field -> field.number == number && field.content != null).map(field -> field.content)
			.collect(Collectors.toList());
	}

	/** The message in the first field of a number. */
	ProtoMessage message(int number) {
		return of(all(number).get(0));
	}

	/** How many fields of a number there are. */
	int count(int number) {
		return (int) fields.stream().filter(field -> field.number == number).count();
	}

	/** Adds what was written. */
	void add(ProtoWriter written) {
		add(written.toBytes());
	}

	/** Puts another message in the place of the first one in fields of a number. */
	void replace(int number, ProtoMessage message) {
		replace(number, 0, new ProtoWriter().bytes(number, message.toBytes()));
	}

	/** Puts what was written in the place of one of the fields of a number. */
	void replace(int number, int index, ProtoWriter written) {
		int place = place(number, index);
		fields.remove(place);
		fields.addAll(place, of(written.toBytes()).fields);
	}

	/** Takes out all fields of a number. */
	void remove(int number) {
		fields.removeIf(field -> field.number == number);
	}

	/** Takes out one of the fields of a number. */
	void remove(int number, int index) {
		fields.remove(place(number, index));
	}

	/** Adds what was written before one of the fields of a number. */
	void insert(int number, int index, ProtoWriter written) {
		fields.addAll(place(number, index), of(written.toBytes()).fields);
	}

	byte[] toBytes() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		fields.forEach(field -> out.write(field.encoded, 0, field.encoded.length));
		return out.toByteArray();
	}

	private void add(byte[] bytes) {
		ProtoReader reader = new ProtoReader(ByteBuffer.wrap(bytes));
		while (reader.next()) {
			ProtoWriter encoded = new ProtoWriter();
			reader.copyTo(encoded);
			byte[] content = reader.isContent() ? new byte[reader.content().remaining()] : null;
			if (content != null) reader.content().get(content);
			fields.add(new Field(reader.field(), encoded.toBytes(), content));
		}
	}

	private int place(int number, int index) {
		int passed = 0;
		for (int i = 0; i < fields.size(); i++)
			if (fields.get(i).number == number && passed++ == index) return i;
		throw new IllegalArgumentException("There is no field " + number + " with the index " + index + ".");
	}

	private static final class Field {

		private final int number;

		private final byte[] encoded;

		/** Null for numbers. */
		private final byte[] content;

		private Field(int number, byte[] encoded, byte[] content) {
			this.number = number;
			this.encoded = encoded;
			this.content = content;
		}
	}
}
