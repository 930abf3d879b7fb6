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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.graph.OnnxProto.TensorProto;

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

	/** How ONNX Runtime names one place, behind the name of the operation. */
	private static final Pattern PACKED = Pattern.compile("\\|(\\d+);\\d+;");

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
		return read(ByteBuffer.wrap(header(name, type, shape).bytes(TensorProto.RAW_DATA, raw).toBytes()));
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

	/**
	 * A tensor whose elements are in a file beside the graph's.
	 *
	 * @param location the file's path, from the graph's folder on
	 * @param offset of its first byte
	 * @param length in bytes
	 */
	public static Weight external(String name, ElementType type, long[] shape, String location, long offset, long length) {
		return read(ByteBuffer.wrap(ExternalData.write(header(name, type, shape), location, offset, length).toBytes()));
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
				case TensorProto.DIMS:
					tensor.numbers(dims::add);
					break;
				case TensorProto.DATA_TYPE:
					type = ElementType.of(tensor.number());
					break;
				case TensorProto.NAME:
					name = tensor.string();
					break;
				case TensorProto.RAW_DATA:
					raw = tensor.content();
					break;
				case TensorProto.EXTERNAL_DATA:
					ExternalData.readEntry(tensor.content(), external);
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
		if (external.isEmpty()) return raw != null ? decode(raw) : TypedElements.of(message).values();
		return decode(external().read(folder));
	}

	/**
	 * The elements as they are written, in little-endian order; null for the few of small tensors that stand by themselves in
	 * the graph.
	 *
	 * @param folder where external data lies
	 */
	public ByteBuffer bytes(Path folder) throws IOException {
		if (!external.isEmpty()) return external().read(folder);
		ByteBuffer own = supply == null ? raw : supply;
		return own == null ? null : own.duplicate().order(ByteOrder.LITTLE_ENDIAN);
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
			if (tensor.field() != TensorProto.NAME) tensor.copyTo(proto);
		return read(ByteBuffer.wrap(proto.string(TensorProto.NAME, newName).toBytes()));
	}

	/** The same elements in a shape that holds as many. */
	public Weight reshaped(long... newShape) {
		if (Arrays.equals(shape, newShape)) return this;
		if (supply != null) return new Weight(name, type, newShape.clone(), null, external, null, supply);
		ProtoWriter proto = new ProtoWriter();
		for (long dim : newShape)
			proto.number(TensorProto.DIMS, dim);
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next())
			if (tensor.field() != TensorProto.DIMS) tensor.copyTo(proto);
		return read(ByteBuffer.wrap(proto.toBytes()));
	}

	/** A copy that does not refer to the file which it was read from; for small tensors. */
	Weight inHeap(Path folder) throws IOException {
		if (external.isEmpty() && supply == null && (raw == null || raw.hasArray())) return this;
		ByteBuffer source = bytes(folder);
		byte[] copy = new byte[source.remaining()];
		source.get(copy);
		return read(ByteBuffer.wrap(header(name, type, shape).bytes(TensorProto.RAW_DATA, copy).toBytes()));
	}

	/** The elements to hand over when the graph is loaded, in the machine's byte order; null where they are in files. */
	public ByteBuffer supply() {
		return supply;
	}

	/**
	 * Whether the elements in a file, and what ONNX Runtime has packed of them for its kernels, begin at places there that can
	 * be divided by a number.
	 */
	boolean isAligned(long bytes) {
		for (Map.Entry<String, String> entry : external.entrySet()) {
			if (entry.getKey().equals("offset") && Long.parseLong(entry.getValue()) % bytes != 0) return false;
			Matcher packed = PACKED.matcher(entry.getKey().startsWith("prepacked") ? entry.getValue() : "");
			while (packed.find())
				if (Long.parseLong(packed.group(1)) % bytes != 0) return false;
		}
		return true;
	}

	/** Whether the elements stay in a file when the graph is encoded. */
	boolean isInFile() {
		return supply == null && (!external.isEmpty() || isReferenced());
	}

	/** Writes the tensor for a graph that is loaded beside the file which it was read from. */
	ProtoWriter encode(String fileName) {
		// NB: the elements are handed over when the graph is loaded, so that the file named is not read.
		if (supply != null) return ExternalData.write(header(name, type, shape), fileName, 0, supply.remaining());
		ProtoWriter proto = new ProtoWriter();
		boolean reference = isReferenced();
		ProtoReader tensor = new ProtoReader(message);
		while (tensor.next())
			if (!reference || tensor.field() != TensorProto.RAW_DATA) tensor.copyTo(proto);
		return reference ? ExternalData.write(proto, fileName, raw.position(), raw.remaining()) : proto;
	}

	// -- Helper methods --

	/** Whether the elements are named by where they lie in the graph's own file. */
	private boolean isReferenced() {
		return raw != null && raw.isDirect() && raw.remaining() >= REFERENCE_BYTES;
	}

	private void check() {
		double size = Math.max(1, type.bytes());
		for (long dim : shape) {
			if (dim < 0) throw new IllegalArgumentException("a negative dimension in the weight " + Excerpt.of(name));
			size *= dim;
		}
		if (size > MAX_BYTES) throw new IllegalArgumentException("a weight " + Excerpt.of(name) + " of " + (long) size +
			" bytes, more than a file can hold");
		if (type == ElementType.OTHER || !external.isEmpty()) return;
		long found = raw == null ? TypedElements.of(message).count() * type.bytes() : raw.remaining();
		if (found != count() * type.bytes()) throw new IllegalArgumentException(found + " bytes in the weight " + Excerpt.of(
			name) + ", whose shape takes " + count() * type.bytes());
	}

	private static ProtoWriter header(String name, ElementType type, long[] shape) {
		ProtoWriter proto = new ProtoWriter();
		for (long dim : shape)
			proto.number(TensorProto.DIMS, dim);
		return proto.number(TensorProto.DATA_TYPE, type.code()).string(TensorProto.NAME, name);
	}

	private double[] decode(ByteBuffer bytes) {
		ByteBuffer data = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
		double[] values = new double[data.remaining() / Math.max(1, type.bytes())];
		for (int i = 0; i < values.length; i++)
			values[i] = decodeNext(data);
		return values;
	}

	private double decodeNext(ByteBuffer data) {
		if (type == ElementType.OTHER) throw new IllegalArgumentException("The weight " + Excerpt.of(name) +
			" has an element type that is not supported.");
		return type.get(data);
	}
}
