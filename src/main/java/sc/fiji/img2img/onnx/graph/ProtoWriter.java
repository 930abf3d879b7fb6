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
import java.nio.charset.StandardCharsets;

/** Writes the fields of one protobuf message to memory. Not thread-safe. */
final class ProtoWriter {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	/** An integer as a varint. */
	ProtoWriter number(int field, long value) {
		varint((long) field << 3);
		varint(value);
		return this;
	}

	/** A float as a fixed 32-bit field. */
	ProtoWriter floating(int field, float value) {
		return fixed32(field, Float.floatToRawIntBits(value));
	}

	ProtoWriter fixed32(int field, int value) {
		varint((long) field << 3 | 5);
		for (int shift = 0; shift < 32; shift += 8)
			out.write(value >>> shift);
		return this;
	}

	ProtoWriter fixed64(int field, long value) {
		varint((long) field << 3 | 1);
		for (int shift = 0; shift < 64; shift += 8)
			out.write((int) (value >>> shift));
		return this;
	}

	ProtoWriter string(int field, String value) {
		return bytes(field, value.getBytes(StandardCharsets.UTF_8));
	}

	ProtoWriter message(int field, ProtoWriter message) {
		return bytes(field, message.toBytes());
	}

	ProtoWriter bytes(int field, byte[] value) {
		varint((long) field << 3 | 2);
		varint(value.length);
		out.write(value, 0, value.length);
		return this;
	}

	/** The bytes from the buffer's position to its limit; the buffer is not modified. */
	ProtoWriter bytes(int field, ByteBuffer value) {
		byte[] copy = new byte[value.remaining()];
		value.duplicate().get(copy);
		return bytes(field, copy);
	}

	byte[] toBytes() {
		return out.toByteArray();
	}

	private void varint(long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			out.write((int) (rest & 0x7f | 0x80));
			rest >>>= 7;
		}
		out.write((int) rest);
	}
}
