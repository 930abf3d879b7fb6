package sc.fiji.img2img.onnx;

/** The element types of ONNX tensors that models of this kind use. Numbers: onnx.proto, TensorProto.DataType. */
public enum ElementType {

	FLOAT(1, 4), UINT8(2, 1), INT8(3, 1), INT32(6, 4), INT64(7, 8), BOOL(9, 1), FLOAT16(10, 2), DOUBLE(11, 8),
	BFLOAT16(16, 2), OTHER(0, 0);

	private final int code;

	private final int bytes;

	ElementType(int code, int bytes) {
		this.code = code;
		this.bytes = bytes;
	}

	/** The number that ONNX files use. */
	int code() {
		return code;
	}

	/** Bytes of one element; 0 for {@link #OTHER}. */
	public int bytes() {
		return bytes;
	}

	static ElementType of(long code) {
		for (ElementType type : values())
			if (type.code == code) return type;
		return OTHER;
	}
}
