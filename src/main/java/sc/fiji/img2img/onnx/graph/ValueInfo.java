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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.graph.OnnxProto.TensorShapeProto;
import sc.fiji.img2img.onnx.graph.OnnxProto.TypeProto;
import sc.fiji.img2img.onnx.graph.OnnxProto.ValueInfoProto;

/** The name, element type and shape of a graph's input or output. Immutable. */
public final class ValueInfo {

	/** How many values or dimensions a sentence names. */
	private static final int LISTED = 8;

	private final String name;

	private final ElementType type;

	private final long[] shape;

	private final boolean ranked;

	private final byte[] encoded;

	private ValueInfo(String name, ElementType type, long[] shape, boolean ranked, byte[] encoded) {
		this.name = name;
		this.type = type;
		this.shape = shape;
		this.ranked = ranked;
		this.encoded = encoded;
	}

	/**
	 * A new value.
	 *
	 * @param shape the dimensions, -1 for one that is open
	 */
	public static ValueInfo of(String name, ElementType type, long... shape) {
		ProtoWriter dims = new ProtoWriter();
		for (long dim : shape)
			dims.message(TensorShapeProto.DIM, dim < 0 ? new ProtoWriter() : new ProtoWriter().number(
				TensorShapeProto.Dimension.DIM_VALUE, dim));
		ProtoWriter tensor = new ProtoWriter().number(TypeProto.Tensor.ELEM_TYPE, type.code()).message(TypeProto.Tensor.SHAPE,
			dims);
		ProtoWriter info = new ProtoWriter().string(ValueInfoProto.NAME, name).message(ValueInfoProto.TYPE, new ProtoWriter()
			.message(TypeProto.TENSOR_TYPE, tensor));
		return new ValueInfo(name, type, shape.clone(), true, info.toBytes());
	}

	static ValueInfo read(ByteBuffer message) {
		byte[] encoded = new byte[message.remaining()];
		message.duplicate().get(encoded);
		String name = "";
		ElementType type = ElementType.OTHER;
		List<Long> shape = null;
		ProtoReader info = new ProtoReader(message);
		while (info.next()) {
			if (info.field() == ValueInfoProto.NAME) name = info.string();
			if (info.field() != ValueInfoProto.TYPE) continue;
			ProtoReader typeProto = new ProtoReader(info.content());
			while (typeProto.next()) {
				if (typeProto.field() != TypeProto.TENSOR_TYPE) continue;
				ProtoReader tensor = new ProtoReader(typeProto.content());
				while (tensor.next()) {
					if (tensor.field() == TypeProto.Tensor.ELEM_TYPE) type = ElementType.of(tensor.number());
					if (tensor.field() == TypeProto.Tensor.SHAPE) shape = readShape(tensor.content());
				}
			}
		}
		long[] dims = shape == null ? new long[0] : shape.stream().mapToLong(Long::longValue).toArray();
		return new ValueInfo(name, type, dims, shape != null, encoded);
	}

	/** The name that the graph knows it by. */
	public String name() {
		return name;
	}

	/** The type of its elements. */
	public ElementType type() {
		return type;
	}

	/** The number of dimensions; -1 where the graph leaves even that open. */
	public int rank() {
		return ranked ? shape.length : -1;
	}

	/** The size along a dimension; -1 where it is open. */
	public long dim(int index) {
		return index < shape.length ? shape[index] : -1;
	}

	/** The same value with elements of another type. */
	public ValueInfo withType(ElementType newType) {
		return of(name, newType, shape);
	}

	byte[] encoded() {
		return encoded;
	}

	/** The values in words, the first few of them where they are many. */
	public static String list(List<ValueInfo> values) {
		String listed = values.stream().limit(LISTED).map(ValueInfo::toString).collect(Collectors.joining(", "));
		return values.isEmpty() ? "none" : values.size() > LISTED ? listed + " and " + (values.size() - LISTED) + " more" : listed;
	}

	@Override
	public String toString() {
		String sizes = Arrays.stream(shape).limit(LISTED).mapToObj(Long::toString).collect(Collectors.joining(", "));
		return Excerpt.of(name) + ": " + type + (ranked ? "[" + sizes + (shape.length > LISTED ? ", ..." : "") + "]" : "");
	}

	private static List<Long> readShape(ByteBuffer message) {
		List<Long> dims = new ArrayList<>();
		ProtoReader shape = new ProtoReader(message);
		while (shape.next()) {
			if (shape.field() != TensorShapeProto.DIM) continue;
			long size = -1;
			ProtoReader dim = new ProtoReader(shape.content());
			while (dim.next())
				if (dim.field() == TensorShapeProto.Dimension.DIM_VALUE) size = dim.number();
			dims.add(size > 0 ? size : -1);
		}
		return dims;
	}
}
