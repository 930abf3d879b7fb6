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

import ai.onnxruntime.platform.Fp16Conversions;

import java.nio.ByteBuffer;

import sc.fiji.img2img.tensor.Float8;

/** The element types of ONNX tensors that models of this kind use. Numbers: onnx.proto, TensorProto.DataType. */
public enum ElementType {

	FLOAT(1, 4), UINT8(2, 1), INT8(3, 1), INT32(6, 4), INT64(7, 8), BOOL(9, 1), FLOAT16(10, 2), DOUBLE(11, 8),
	BFLOAT16(16, 2), FLOAT8E4M3FN(17, 1), FLOAT8E5M2(19, 1), OTHER(0, 0);

	private final int code;

	private final int bytes;

	ElementType(int code, int bytes) {
		this.code = code;
		this.bytes = bytes;
	}

	/** The number that ONNX files use. */
	public int code() {
		return code;
	}

	/** Bytes of one element; 0 for {@link #OTHER}. */
	public int bytes() {
		return bytes;
	}

	/** Writes a value, rounded to this floating-point type. */
	void put(ByteBuffer target, double value) {
		switch (this) {
			case FLOAT:
				target.putFloat((float) value);
				return;
			case DOUBLE:
				target.putDouble(value);
				return;
			case FLOAT16:
				target.putShort(Fp16Conversions.floatToFp16((float) value));
				return;
			case BFLOAT16:
				target.putShort(Fp16Conversions.floatToBf16((float) value));
				return;
			default:
				throw new IllegalArgumentException("Elements of the type " + this + " cannot hold fractions.");
		}
	}

	/** Reads the next element; not of {@link #OTHER}. */
	double get(ByteBuffer source) {
		switch (this) {
			case FLOAT:
				return source.getFloat();
			case DOUBLE:
				return source.getDouble();
			case INT64:
				return source.getLong();
			case INT32:
				return source.getInt();
			case FLOAT16:
				return Fp16Conversions.fp16ToFloat(source.getShort());
			case BFLOAT16:
				return Fp16Conversions.bf16ToFloat(source.getShort());
			case FLOAT8E4M3FN:
				return Float8.e4m3(source.get());
			case FLOAT8E5M2:
				return Float8.e5m2(source.get());
			case UINT8:
			case BOOL:
				return source.get() & 0xff;
			case INT8:
				return source.get();
			default:
				throw new IllegalArgumentException("Elements of unknown types cannot be read.");
		}
	}

	/** The type of that number; {@link #OTHER} for one that is not in use here. */
	public static ElementType of(long code) {
		for (ElementType type : values())
			if (type.code == code) return type;
		return OTHER;
	}
}
