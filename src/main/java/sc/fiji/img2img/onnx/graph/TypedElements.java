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
