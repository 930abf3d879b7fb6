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
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.onnx.graph.OnnxProto.TensorProto;

/** The elements of a tensor that stand in its message's typed fields, instead of as raw bytes. */
final class TypedElements {

	private final ByteBuffer message;

	private TypedElements(ByteBuffer message) {
		this.message = message;
	}

	/** @param message a TensorProto; not modified */
	static TypedElements of(ByteBuffer message) {
		return new TypedElements(message);
	}

	/** How many there are; counted without a copy, since the message may be damaged. */
	long count() {
		long[] count = new long[1];
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next())
			switch (tensor.field()) {
				case TensorProto.FLOAT_DATA:
					count[0] += tensor.isContent() ? tensor.content().remaining() / Float.BYTES : 1;
					break;
				case TensorProto.INT32_DATA:
				case TensorProto.INT64_DATA:
					tensor.numbers(value -> count[0]++);
					break;
				case TensorProto.DOUBLE_DATA:
					count[0] += tensor.isContent() ? tensor.content().remaining() / Double.BYTES : 1;
					break;
				default:
					break;
			}
		return count[0];
	}

	double[] values() {
		List<Double> values = new ArrayList<>();
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next())
			switch (tensor.field()) {
				case TensorProto.FLOAT_DATA:
					if (tensor.isContent()) addAll(values, tensor.content(), ElementType.FLOAT);
					else values.add((double) tensor.floating());
					break;
				case TensorProto.INT32_DATA:
				case TensorProto.INT64_DATA:
					tensor.numbers(value -> values.add((double) value));
					break;
				case TensorProto.DOUBLE_DATA:
					if (tensor.isContent()) addAll(values, tensor.content(), ElementType.DOUBLE);
					break;
				default:
					break;
			}
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}

	private static void addAll(List<Double> values, ByteBuffer packed, ElementType type) {
		while (packed.remaining() >= type.bytes())
			values.add(type.get(packed));
	}
}
