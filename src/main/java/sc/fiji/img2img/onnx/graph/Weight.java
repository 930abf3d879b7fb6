package sc.fiji.img2img.onnx.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.io.Excerpt;

/**
 * A tensor that a graph carries: its name, type and shape, and where its elements lie.
 * <p>
 * Large elements stay in the file that they came from and are named there as external data when the graph is written
 * again, so that no weight passes through the Java heap. Immutable.
 * </p>
 */
public final class Weight {

	/** Elements of at least this many bytes are referenced in their file; smaller ones are needed to infer shapes. */
	private static final int REFERENCE_BYTES = 1024;

	private static final double MAX_BYTES = 1L << 50;

	private final String name;

	private final ElementType type;

	private final long[] shape;

	/** Where the elements are; null if they stand in the message's typed fields. */
	private final ByteBuffer raw;

	private final Map<String, String> external;

	private final ByteBuffer message;

	/** Elements that ONNX Runtime is handed from memory when the graph is loaded; null for those in files. */
	private final ByteBuffer supply;

	private Weight(String name, ElementType type, long[] shape, ByteBuffer raw, Map<String, String> external,
		ByteBuffer message, ByteBuffer supply)
	{
		this.name = name;
		this.type = type;
		this.shape = shape;
		this.raw = raw;
		this.external = external;
		this.message = message;
		this.supply = supply;
	}

	/** A new tensor of floats, or of integers where the type says so, held in memory. */
	public static Weight of(String name, ElementType type, long[] shape, double... values) {
		ByteBuffer raw = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
		for (double value : values)
			if (type == ElementType.INT64) raw.putLong((long) value);
			else type.put(raw, value);
		raw.flip();
		ProtoWriter proto = new ProtoWriter();
		for (long dim : shape)
			proto.number(1, dim);
		proto.number(2, type.code()).string(8, name).bytes(9, raw);
		return read(ByteBuffer.wrap(proto.toBytes()));
	}

	/**
	 * A new tensor whose elements stay in native memory and never become part of the encoded model.
	 *
	 * @param type one of the floating-point types, to which the values are rounded
	 */
	public static Weight supplied(String name, ElementType type, long[] shape, double... values) {
		ByteBuffer elements = ByteBuffer.allocateDirect(Math.multiplyExact(values.length, type.bytes())).order(ByteOrder
			.nativeOrder());
		for (double value : values)
			type.put(elements, value);
		elements.flip();
		return new Weight(name, type, shape.clone(), null, new LinkedHashMap<>(), null, elements);
	}

	/** A tensor whose elements are in a file beside the graph's. */
	static Weight external(String name, ElementType type, long[] shape, String location, long offset, long length) {
		ProtoWriter proto = new ProtoWriter();
		for (long dim : shape)
			proto.number(1, dim);
		proto.number(2, type.code()).string(8, name);
		entry(proto, "location", location);
		entry(proto, "offset", Long.toString(offset));
		entry(proto, "length", Long.toString(length));
		return read(ByteBuffer.wrap(proto.number(14, 1).toBytes()));
	}

	static Weight read(ByteBuffer message) {
		String name = "";
		ElementType type = ElementType.OTHER;
		List<Long> dims = new ArrayList<>();
		ByteBuffer raw = null;
		Map<String, String> external = new LinkedHashMap<>();
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next()) {
			switch (tensor.field()) {
				case 1:
					tensor.numbers(dims::add);
					break;
				case 2:
					type = ElementType.of(tensor.number());
					break;
				case 8:
					name = tensor.string();
					break;
				case 9:
					raw = tensor.content();
					break;
				case 13:
					readEntry(tensor.content(), external);
					break;
				default:
					break;
			}
		}
		Weight weight = new Weight(name, type, dims.stream().mapToLong(Long::longValue).toArray(), raw, external, message,
			null);
		weight.check();
		return weight;
	}

	/** The name that the graph's nodes know it by. */
	public String name() {
		return name;
	}

	/** The type of its elements. */
	public ElementType type() {
		return type;
	}

	/** The shape; empty for a scalar. */
	public long[] shape() {
		return shape.clone();
	}

	/** The number of elements. */
	public long count() {
		return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
	}

	/** Where the elements lie outside the graph's file; null where they lie in it. */
	ExternalData external() {
		return external.isEmpty() ? null : ExternalData.of(name, external, count() * type.bytes());
	}

	/**
	 * The elements as doubles.
	 *
	 * @param folder where external data lies
	 */
	double[] values(Path folder) throws IOException {
		if (supply != null) return decode(supply.duplicate());
		if (external.isEmpty()) return raw != null ? decode(raw) : typedValues();
		return decode(external().read(folder));
	}

	/**
	 * The elements as they are written, in little-endian order; null for the few of small tensors that stand by themselves in
	 * the graph.
	 *
	 * @param folder where external data lies
	 */
	public ByteBuffer bytes(Path folder) throws IOException {
		if (external.isEmpty()) return raw == null ? null : raw.duplicate().order(ByteOrder.LITTLE_ENDIAN);
		return external().read(folder);
	}

	/** Reads the next of the elements that {@link #bytes} gave. */
	public float next(ByteBuffer bytes) {
		return type == ElementType.FLOAT ? bytes.getFloat() : (float) decodeNext(bytes);
	}

	/** The same elements under another name; for tensors without a name, as attributes hold them. */
	public Weight renamed(String newName) {
		ProtoWriter proto = new ProtoWriter();
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next())
			if (tensor.field() != 8) tensor.copyTo(proto);
		return read(ByteBuffer.wrap(proto.string(8, newName).toBytes()));
	}

	/** A copy that does not refer to the file which it was read from; for small tensors. */
	Weight inHeap(Path folder) throws IOException {
		if (external.isEmpty() && (raw == null || raw.hasArray())) return this;
		ByteBuffer source = bytes(folder);
		byte[] copy = new byte[source.remaining()];
		source.get(copy);
		ProtoWriter proto = new ProtoWriter();
		for (long dim : shape)
			proto.number(1, dim);
		return read(ByteBuffer.wrap(proto.number(2, type.code()).string(8, name).bytes(9, copy).toBytes()));
	}

	/** The elements to hand over when the graph is loaded, in the machine's byte order; null where they are in files. */
	public ByteBuffer supply() {
		return supply;
	}

	/** Writes the tensor for a graph that is loaded beside the file which it was read from. */
	ProtoWriter encode(String fileName) {
		if (supply != null) return encodeSupplied(fileName);
		ProtoWriter proto = new ProtoWriter();
		boolean reference = raw != null && raw.isDirect() && raw.remaining() >= REFERENCE_BYTES;
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next())
			if (!reference || tensor.field() != 9) tensor.copyTo(proto);
		if (reference) {
			entry(proto, "location", fileName);
			entry(proto, "offset", Integer.toString(raw.position()));
			entry(proto, "length", Integer.toString(raw.remaining()));
			proto.number(14, 1);
		}
		return proto;
	}

	// -- Helper methods --

	private void check() {
		double size = Math.max(1, type.bytes());
		for (long dim : shape) {
			if (dim < 0) throw new IllegalArgumentException("a negative dimension in the weight " + Excerpt.of(name));
			size *= dim;
		}
		if (size > MAX_BYTES) throw new IllegalArgumentException("a weight " + Excerpt.of(name) + " of " + (long) size +
			" bytes, more than a file can hold");
		if (type == ElementType.OTHER || !external.isEmpty()) return;
		long found = raw == null ? typedCount() * type.bytes() : raw.remaining();
		if (found != count() * type.bytes()) throw new IllegalArgumentException(found + " bytes in the weight " + Excerpt.of(
			name) + ", whose shape takes " + count() * type.bytes());
	}

	/** A tensor without elements; they are handed over when the graph is loaded, so that the file named is not read. */
	private ProtoWriter encodeSupplied(String fileName) {
		ProtoWriter proto = new ProtoWriter();
		for (long dim : shape)
			proto.number(1, dim);
		proto.number(2, type.code()).string(8, name);
		entry(proto, "location", fileName);
		entry(proto, "offset", "0");
		entry(proto, "length", Integer.toString(supply.remaining()));
		return proto.number(14, 1);
	}

	private static void entry(ProtoWriter proto, String key, String value) {
		proto.message(13, new ProtoWriter().string(1, key).string(2, value));
	}

	private static void readEntry(ByteBuffer message, Map<String, String> target) {
		String key = "";
		String value = "";
		ProtoReader entry = new ProtoReader(message);
		while (entry.next()) {
			if (entry.field() == 1) key = entry.string();
			if (entry.field() == 2) value = entry.string();
		}
		target.put(key, value);
	}

	private double[] decode(ByteBuffer bytes) {
		ByteBuffer data = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
		double[] values = new double[data.remaining() / Math.max(1, type.bytes())];
		for (int i = 0; i < values.length; i++)
			values[i] = decodeNext(data);
		return values;
	}

	private double decodeNext(ByteBuffer data) {
		switch (type) {
			case FLOAT:
				return data.getFloat();
			case DOUBLE:
				return data.getDouble();
			case INT64:
				return data.getLong();
			case INT32:
				return data.getInt();
			case FLOAT16:
				return ai.onnxruntime.platform.Fp16Conversions.fp16ToFloat(data.getShort());
			case BFLOAT16:
				return Float.intBitsToFloat(data.getShort() << 16);
			case UINT8:
			case BOOL:
				return data.get() & 0xff;
			case INT8:
				return data.get();
			default:
				throw new IllegalArgumentException("The weight " + Excerpt.of(name) + " has an element type that is not supported.");
		}
	}

	/** How many elements stand in the fields that {@link #typedValues()} reads. */
	private long typedCount() {
		long[] count = new long[1];
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next())
			switch (tensor.field()) {
				case 4:
					count[0] += tensor.isContent() ? tensor.content().remaining() / Float.BYTES : 1;
					break;
				case 5:
				case 7:
					tensor.numbers(value -> count[0]++);
					break;
				case 10:
					count[0] += tensor.isContent() ? tensor.content().remaining() / Double.BYTES : 1;
					break;
				default:
					break;
			}
		return count[0];
	}

	/** The elements from the fields float_data (4), int32_data (5), int64_data (7) and double_data (10). */
	private double[] typedValues() {
		List<Double> values = new ArrayList<>();
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next()) {
			if (tensor.field() == 5 || tensor.field() == 7) tensor.numbers(v -> values.add((double) v));
			if (tensor.field() == 4 && !tensor.isContent()) values.add((double) tensor.floating());
			else if (tensor.field() == 4) {
				ByteBuffer packed = tensor.content();
				while (packed.remaining() >= 4)
					values.add((double) packed.getFloat());
			}
			if (tensor.field() == 10 && tensor.isContent()) {
				ByteBuffer packed = tensor.content();
				while (packed.remaining() >= 8)
					values.add(packed.getDouble());
			}
		}
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}
}
