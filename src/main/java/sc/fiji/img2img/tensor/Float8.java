package sc.fiji.img2img.tensor;

import ai.onnxruntime.platform.Fp16Conversions;

/** Floats of 8 bits (OCP 8-bit Floating Point Specification 1.0), widened. */
public final class Float8 {

	private Float8() {
		// NB: two formats.
	}

	/** 4 bits of exponent and 3 of mantissa, without infinities. */
	public static float e4m3(byte value) {
		int exponent = value >> 3 & 0xf;
		int mantissa = value & 7;
		if (exponent == 15 && mantissa == 7) return Float.NaN;
		float magnitude = exponent == 0 ? Math.scalb((float) mantissa, -9) : Math.scalb(1 + mantissa / 8f, exponent - 7);
		return value >= 0 ? magnitude : -magnitude;
	}

	/** 5 bits of exponent and 2 of mantissa: the upper byte of a half float. */
	public static float e5m2(byte value) {
		return Fp16Conversions.fp16ToFloat((short) (value << 8));
	}
}
