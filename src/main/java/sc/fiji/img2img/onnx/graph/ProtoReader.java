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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Reads the fields of one protobuf message in place.
 * <p>
 * Positions stay those of the buffer that reading began with, so that {@link #content()} of a field tells where in the
 * file it lies. Malformed input ends in an {@link IllegalArgumentException}. Wire format: the protocol buffers
 * documentation, "Encoding". Not thread-safe.
 * </p>
 */
final class ProtoReader {

	private static final int VARINT = 0;
	private static final int FIXED64 = 1;
	private static final int BYTES = 2;
	private static final int FIXED32 = 5;

	private final ByteBuffer buffer;

	private int field;

	private int wireType;

	private long number;

	private ByteBuffer content;

	/** @param message from its position to its limit; not modified */
	ProtoReader(ByteBuffer message) {
		buffer = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Moves to the next field; false at the end of the message. */
	boolean next() {
		if (!buffer.hasRemaining()) return false;
		long tag = varint();
		field = (int) (tag >>> 3);
		wireType = (int) (tag & 7);
		if (field <= 0 || tag >>> 32 != 0) throw new IllegalArgumentException("an impossible field number");
		content = null;
		switch (wireType) {
			case VARINT:
				number = varint();
				return true;
			case FIXED64:
				number = need(8).getLong();
				return true;
			case FIXED32:
				number = need(4).getInt();
				return true;
			case BYTES:
				long length = varint();
				if (length < 0 || length > buffer.remaining()) throw new IllegalArgumentException(
					"a field of " + Long.toUnsignedString(length) + " bytes where only " + buffer.remaining() + " follow");
				content = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
				content.limit(buffer.position() + (int) length);
				buffer.position(content.limit());
				return true;
			default:
				throw new IllegalArgumentException("the unknown wire type " + wireType);
		}
	}

	/** The current field's number. */
	int field() {
		return field;
	}

	/** The current field's value as an integer: of a varint or fixed field. */
	long number() {
		if (content != null) throw new IllegalArgumentException("a number expected in field " + field);
		return number;
	}

	/** The current field's value as a float: of a fixed 32-bit field. */
	float floating() {
		return Float.intBitsToFloat((int) number());
	}

	/** The current field's bytes, from position to limit, not copied: of a string, bytes, message or packed field. */
	ByteBuffer content() {
		if (content == null) throw new IllegalArgumentException("bytes expected in field " + field);
		return content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
	}

	/** The current field's bytes as text. */
	String string() {
		return StandardCharsets.UTF_8.decode(content()).toString();
	}

	/** Hands each integer of the current field to the action, be it packed or a single value. */
	void numbers(LongConsumer action) {
		if (content == null) {
			action.accept(number);
			return;
		}
		ProtoReader packed = new ProtoReader(content);
		while (packed.buffer.hasRemaining())
			action.accept(packed.varint());
	}

	/** Whether the current field holds bytes. */
	boolean isContent() {
		return content != null;
	}

	/** Writes the current field again as it was read. */
	void copyTo(ProtoWriter writer) {
		switch (wireType) {
			case VARINT:
				writer.number(field, number);
				return;
			case FIXED64:
				writer.fixed64(field, number);
				return;
			case FIXED32:
				writer.fixed32(field, (int) number);
				return;
			default:
				writer.bytes(field, content());
		}
	}

	private long varint() {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			if (!buffer.hasRemaining()) throw new IllegalArgumentException("the end in the middle of a number");
			byte b = buffer.get();
			value |= (long) (b & 0x7f) << shift;
			if (b >= 0) return value;
		}
		throw new IllegalArgumentException("a number of more than 64 bits");
	}

	private ByteBuffer need(int count) {
		if (buffer.remaining() < count) throw new IllegalArgumentException("the end in the middle of a number");
		return buffer;
	}
}
