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

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.graph.OnnxProto.NodeProto;
import sc.fiji.img2img.onnx.graph.OnnxProto.StringStringEntryProto;

/**
 * One operation of a graph.
 * <p>
 * The lists of input and output names may be changed in place; attributes are kept as they were read. Not thread-safe.
 * </p>
 */
public final class Node {

	private final String name;

	private final String type;

	private final String domain;

	private final List<String> inputs = new ArrayList<>();

	private final List<String> outputs = new ArrayList<>();

	private final NodeAttributes attributes = new NodeAttributes();

	/** NodeProto.metadata_props, where the dynamo exporter writes module paths. */
	private final Map<String, String> metadata = new LinkedHashMap<>();

	private Node(String name, String type, String domain) {
		this.name = name;
		this.type = type;
		this.domain = domain;
	}

	/**
	 * A new operation.
	 *
	 * @param domain the operator set; empty for ONNX's own
	 * @param type the operator
	 */
	public static Node of(String name, String domain, String type, List<String> inputs, List<String> outputs) {
		Node node = new Node(name, type, domain);
		node.inputs.addAll(inputs);
		node.outputs.addAll(outputs);
		return node;
	}

	static Node read(ByteBuffer message) {
		String name = "";
		String type = "";
		String domain = "";
		ProtoReader head = new ProtoReader(message);
		while (head.next()) {
			if (head.field() == NodeProto.NAME) name = head.string();
			if (head.field() == NodeProto.OP_TYPE) type = head.string();
			if (head.field() == NodeProto.DOMAIN) domain = head.string();
		}
		Node node = new Node(name, type, domain.equals("ai.onnx") ? "" : domain);
		ProtoReader body = new ProtoReader(message);
		while (body.next()) {
			if (body.field() == NodeProto.INPUT) node.inputs.add(body.string());
			if (body.field() == NodeProto.OUTPUT) node.outputs.add(body.string());
			if (body.field() == NodeProto.ATTRIBUTE) node.attributes.read(body.content());
			if (body.field() == NodeProto.METADATA_PROPS) {
				ProtoReader entry = new ProtoReader(body.content());
				String key = "";
				while (entry.next()) {
					if (entry.field() == StringStringEntryProto.KEY) key = entry.string();
					if (entry.field() == StringStringEntryProto.VALUE) node.metadata.put(key, entry.string());
				}
			}
		}
		return node;
	}

	/** The node's name, which many exporters make from the module's path; may be empty. */
	public String name() {
		return name;
	}

	/** The operator. */
	public String type() {
		return type;
	}

	/** The operator set that the operator belongs to; empty for ONNX's own. */
	public String domain() {
		return domain;
	}

	/** The names of the values it reads, in order; an empty name stands for an omitted one. */
	public List<String> inputs() {
		return inputs;
	}

	/** The names of the values it makes, in order. */
	public List<String> outputs() {
		return outputs;
	}

	/** The name of the value that it reads at a place; empty where it reads none there. */
	public String input(int place) {
		return place < inputs.size() ? inputs.get(place) : "";
	}

	/** The name of the value that it makes at a place; empty where it makes none there. */
	public String output(int place) {
		return place < outputs.size() ? outputs.get(place) : "";
	}

	/** What the exporter noted about it. */
	public Map<String, String> metadata() {
		return metadata;
	}

	/** An integer attribute, or the defaultValue where it is not set. */
	public long integer(String attribute, long defaultValue) {
		long[] values = integers(attribute);
		return values.length == 0 ? defaultValue : values[0];
	}

	/** A list of integers; empty where it is not set. */
	public long[] integers(String attribute) {
		return attributes.integers(attribute);
	}

	/** A tensor attribute, or null where it is not set. */
	public Weight tensor(String attribute) {
		return attributes.tensor(attribute);
	}

	/**
	 * The tensors in the attributes, those of inner graphs excepted.
	 *
	 * @throws IllegalArgumentException if an attribute is malformed
	 */
	List<Weight> tensors() {
		return attributes.tensors();
	}

	/** Whether it carries graphs, as operations of control flow do. */
	public boolean hasGraphs() {
		return attributes.hasGraphs();
	}

	/** The graphs that an operation of control flow carries. */
	List<Graph> graphs() {
		return attributes.graphs();
	}

	/** Sets an integer attribute. */
	public Node with(String attribute, long value) {
		attributes.set(attribute, value);
		return this;
	}

	/** Takes over those of another operation's attributes that are named and set there. */
	public Node withAttributesOf(Node other, String... names) {
		attributes.copy(other.attributes, names);
		return this;
	}

	/** Sets an attribute that is a list of integers. */
	public Node withAll(String attribute, long... values) {
		attributes.set(attribute, values);
		return this;
	}

	/** Sets a text attribute. */
	public Node with(String attribute, String value) {
		attributes.set(attribute, value);
		return this;
	}

	/** Sets a float attribute. */
	public Node with(String attribute, float value) {
		attributes.set(attribute, value);
		return this;
	}

	ProtoWriter encode() {
		ProtoWriter proto = new ProtoWriter();
		inputs.forEach(input -> proto.string(NodeProto.INPUT, input));
		outputs.forEach(output -> proto.string(NodeProto.OUTPUT, output));
		proto.string(NodeProto.NAME, name).string(NodeProto.OP_TYPE, type);
		attributes.encode(proto, NodeProto.ATTRIBUTE);
		if (!domain.isEmpty()) proto.string(NodeProto.DOMAIN, domain);
		metadata.forEach((key, value) -> proto.message(NodeProto.METADATA_PROPS, new ProtoWriter().string(
			StringStringEntryProto.KEY, key).string(StringStringEntryProto.VALUE, value)));
		return proto;
	}

	/** Its operator, and its name or that of what it makes. */
	@Override
	public String toString() {
		String called = name.isEmpty() ? output(0) : name;
		return Excerpt.of(domain.isEmpty() ? type : domain + "." + type) + (called.isEmpty() ? "" : " " + Excerpt.of(called));
	}
}
