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

import ai.onnxruntime.platform.Fp16Conversions;

import java.nio.ByteBuffer;

import sc.fiji.img2img.tensor.Float8;

/**
 * The element types of safetensors files, each with its conversion to float.
 * <p>
 * 8-bit floats: OCP 8-bit Floating Point Specification 1.0 (E5M2 has infinities, E4M3 has only NaN).
 * </p>
 */
public enum SafeTensorType {

	BOOL(1) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.get(index) == 0 ? 0 : 1;
		}
	},
	U8(1) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.get(index) & 0xff;
		}
	},
	I8(1) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.get(index);
		}
	},
	F8_E5M2(1) {

		@Override
		float get(ByteBuffer data, int index) {
			return Float8.e5m2(data.get(index));
		}
	},
	F8_E4M3(1) {

		@Override
		float get(ByteBuffer data, int index) {
			return Float8.e4m3(data.get(index));
		}
	},
	I16(2) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.getShort(2 * index);
		}
	},
	U16(2) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.getShort(2 * index) & 0xffff;
		}
	},
	F16(2) {

		@Override
		float get(ByteBuffer data, int index) {
			return Fp16Conversions.fp16ToFloat(data.getShort(2 * index));
		}
	},
	BF16(2) {

		@Override
		float get(ByteBuffer data, int index) {
			return Fp16Conversions.bf16ToFloat(data.getShort(2 * index));
		}
	},
	I32(4) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.getInt(4 * index);
		}
	},
	U32(4) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.getInt(4 * index) & 0xffffffffL;
		}
	},
	F32(4) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.getFloat(4 * index);
		}
	},
	F64(8) {

		@Override
		float get(ByteBuffer data, int index) {
			return (float) data.getDouble(8 * index);
		}
	},
	I64(8) {

		@Override
		float get(ByteBuffer data, int index) {
			return data.getLong(8 * index);
		}
	};

	private final int bytes;

	SafeTensorType(int bytes) {
		this.bytes = bytes;
	}

	/** The type that a header names; null for an unknown name. */
	static SafeTensorType of(String name) {
		// NB: torch's float8_e4m3fn is written with and without its suffix.
		String key = name.equals("F8_E4M3FN") ? "F8_E4M3" : name;
		for (SafeTensorType type : values())
			if (type.name().equals(key)) return type;
		return null;
	}

	/** Bytes of one element. */
	public int bytes() {
		return bytes;
	}

	abstract float get(ByteBuffer data, int index);

	/** Reads elements into a part of an array. */
	void read(ByteBuffer data, float[] values, int first, int count) {
		for (int i = 0; i < count; i++)
			values[first + i] = get(data, i);
	}
}
