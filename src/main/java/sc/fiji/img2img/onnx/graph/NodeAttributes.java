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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.OnnxProto.AttributeProto;
import sc.fiji.img2img.onnx.graph.OnnxProto.SparseTensorProto;

/** What an operation of a graph is set to, by name; kept encoded, as it was read. Not thread-safe. */
final class NodeAttributes {

	/** The encoded AttributeProto messages. */
	private final Map<String, ByteBuffer> encoded = new LinkedHashMap<>();

	/** Takes an AttributeProto in. */
	void read(ByteBuffer message) {
		encoded.put(nameOf(message), message);
	}

	/** Takes over those of others that are named and set there. */
	void copy(NodeAttributes others, String... names) {
		for (String name : names)
			if (others.encoded.containsKey(name)) encoded.put(name, others.encoded.get(name));
	}

	/** A list of integers, also of one; empty where it is not set. */
	long[] integers(String name) {
		List<Long> values = new ArrayList<>();
		ProtoReader reader = reader(name);
		while (reader.next())
			if (reader.field() == AttributeProto.I || reader.field() == AttributeProto.INTS) reader.numbers(values::add);
		return values.stream().mapToLong(Long::longValue).toArray();
	}

	/** A tensor, or null where it is not set. */
	Weight tensor(String name) {
		ProtoReader reader = reader(name);
		while (reader.next())
			if (reader.field() == AttributeProto.T) return Weight.read(reader.content());
		return null;
	}

	/**
	 * All tensors, those of graphs excepted.
	 *
	 * @throws IllegalArgumentException if an attribute is malformed
	 */
	List<Weight> tensors() {
		List<Weight> tensors = new ArrayList<>();
		for (String name : encoded.keySet()) {
			integers(name);
			ProtoReader reader = reader(name);
			while (reader.next())
				switch (reader.field()) {
					case AttributeProto.T:
					case AttributeProto.TENSORS:
						tensors.add(Weight.read(reader.content()));
						break;
					case AttributeProto.SPARSE_TENSOR:
					case AttributeProto.SPARSE_TENSORS:
						tensors.addAll(sparse(reader.content()));
						break;
					default:
						break;
				}
		}
		return tensors;
	}

	boolean hasGraphs() {
		for (ByteBuffer attribute : encoded.values()) {
			ProtoReader reader = new ProtoReader(attribute);
			while (reader.next())
				if (holdsGraph(reader)) return true;
		}
		return false;
	}

	List<Graph> graphs() {
		List<Graph> graphs = new ArrayList<>();
		for (ByteBuffer attribute : encoded.values()) {
			ProtoReader reader = new ProtoReader(attribute);
			while (reader.next())
				if (holdsGraph(reader)) graphs.add(Graph.read(reader.content()));
		}
		return graphs;
	}

	void set(String name, long value) {
		put(name, AttributeProto.TYPE_INT, new ProtoWriter().string(AttributeProto.NAME, name).number(AttributeProto.I, value));
	}

	void set(String name, long[] values) {
		ProtoWriter proto = new ProtoWriter().string(AttributeProto.NAME, name);
		for (long value : values)
			proto.number(AttributeProto.INTS, value);
		put(name, AttributeProto.TYPE_INTS, proto);
	}

	void set(String name, String value) {
		put(name, AttributeProto.TYPE_STRING, new ProtoWriter().string(AttributeProto.NAME, name).string(AttributeProto.S,
			value));
	}

	void set(String name, float value) {
		put(name, AttributeProto.TYPE_FLOAT, new ProtoWriter().string(AttributeProto.NAME, name).floating(AttributeProto.F,
			value));
	}

	/** Writes all as a field of the operation's message. */
	void encode(ProtoWriter node, int field) {
		encoded.values().forEach(attribute -> node.bytes(field, attribute));
	}

	private void put(String name, int type, ProtoWriter proto) {
		encoded.put(name, ByteBuffer.wrap(proto.number(AttributeProto.TYPE, type).toBytes()));
	}

	private ProtoReader reader(String name) {
		return new ProtoReader(encoded.getOrDefault(name, ByteBuffer.allocate(0)));
	}

	private static boolean holdsGraph(ProtoReader attribute) {
		return attribute.field() == AttributeProto.G || attribute.field() == AttributeProto.GRAPHS;
	}

	/** The values and the indices of a tensor of which most elements are 0. */
	private static List<Weight> sparse(ByteBuffer message) {
		List<Weight> tensors = new ArrayList<>();
		ProtoReader reader = new ProtoReader(message);
		while (reader.next())
			if (reader.field() == SparseTensorProto.VALUES || reader.field() == SparseTensorProto.INDICES) tensors.add(Weight.read(
				reader.content()));
		return tensors;
	}

	private static String nameOf(ByteBuffer attribute) {
		ProtoReader reader = new ProtoReader(attribute);
		while (reader.next())
			if (reader.field() == AttributeProto.NAME) return reader.string();
		return "";
	}
}
