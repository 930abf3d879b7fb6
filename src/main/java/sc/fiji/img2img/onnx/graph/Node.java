package sc.fiji.img2img.onnx.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.io.Excerpt;

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

	/** The encoded AttributeProto messages by name. */
	private final Map<String, ByteBuffer> attributes = new LinkedHashMap<>();

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
			if (head.field() == 3) name = head.string();
			if (head.field() == 4) type = head.string();
			if (head.field() == 7) domain = head.string();
		}
		Node node = new Node(name, type, domain.equals("ai.onnx") ? "" : domain);
		ProtoReader body = new ProtoReader(message);
		while (body.next()) {
			if (body.field() == 1) node.inputs.add(body.string());
			if (body.field() == 2) node.outputs.add(body.string());
			if (body.field() == 5) node.attributes.put(nameOf(body.content()), body.content());
			if (body.field() == 9) {
				ProtoReader entry = new ProtoReader(body.content());
				String key = "";
				while (entry.next()) {
					if (entry.field() == 1) key = entry.string();
					if (entry.field() == 2) node.metadata.put(key, entry.string());
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

	/** An integer attribute, or the fallback where it is not set. */
	public long integer(String attribute, long fallback) {
		long[] values = integers(attribute);
		return values.length == 0 ? fallback : values[0];
	}

	/** A list of integers; empty where it is not set. */
	public long[] integers(String attribute) {
		List<Long> values = new ArrayList<>();
		ProtoReader reader = reader(attribute);
		while (reader.next())
			if (reader.field() == 3 || reader.field() == 8) reader.numbers(values::add);
		return values.stream().mapToLong(Long::longValue).toArray();
	}

	/** A tensor attribute, or null where it is not set. */
	public Weight tensor(String attribute) {
		ProtoReader reader = reader(attribute);
		while (reader.next())
			if (reader.field() == 5) return Weight.read(reader.content());
		return null;
	}

	/**
	 * The tensors in the attributes, those of inner graphs excepted.
	 *
	 * @throws IllegalArgumentException if an attribute is malformed
	 */
	List<Weight> tensors() {
		List<Weight> tensors = new ArrayList<>();
		for (String attribute : attributes.keySet()) {
			integers(attribute);
			ProtoReader reader = reader(attribute);
			while (reader.next())
				if (reader.field() == 5 || reader.field() == 10) tensors.add(Weight.read(reader.content()));
				else if (reader.field() == 22 || reader.field() == 23) tensors.addAll(sparse(reader.content()));
		}
		return tensors;
	}

	/** Whether it carries graphs, as operations of control flow do. */
	public boolean hasGraphs() {
		for (ByteBuffer attribute : attributes.values()) {
			ProtoReader reader = new ProtoReader(attribute);
			while (reader.next())
				if (reader.field() == 6 || reader.field() == 11) return true;
		}
		return false;
	}

	/** The graphs that an operation of control flow carries. */
	List<Graph> graphs() {
		List<Graph> graphs = new ArrayList<>();
		for (ByteBuffer attribute : attributes.values()) {
			ProtoReader reader = new ProtoReader(attribute);
			while (reader.next())
				if (reader.field() == 6 || reader.field() == 11) graphs.add(Graph.read(reader.content()));
		}
		return graphs;
	}

	/** Sets an integer attribute. */
	public Node with(String attribute, long value) {
		// NB: field 20 is the attribute's type; 2 stands for an integer.
		byte[] proto = new ProtoWriter().string(1, attribute).number(3, value).number(20, 2).toBytes();
		attributes.put(attribute, ByteBuffer.wrap(proto));
		return this;
	}

	/** Takes over those of another operation's attributes that are named and set there. */
	public Node withAttributesOf(Node other, String... names) {
		for (String attribute : names)
			if (other.attributes.containsKey(attribute)) attributes.put(attribute, other.attributes.get(attribute));
		return this;
	}

	/** Sets an attribute that is a list of integers. */
	public Node withAll(String attribute, long... values) {
		ProtoWriter proto = new ProtoWriter().string(1, attribute);
		for (long value : values)
			proto.number(8, value);
		// NB: 7 stands for a list of integers.
		attributes.put(attribute, ByteBuffer.wrap(proto.number(20, 7).toBytes()));
		return this;
	}

	/** Sets a text attribute. */
	public Node with(String attribute, String value) {
		// NB: 3 stands for a text.
		byte[] proto = new ProtoWriter().string(1, attribute).string(4, value).number(20, 3).toBytes();
		attributes.put(attribute, ByteBuffer.wrap(proto));
		return this;
	}

	/** Sets a float attribute. */
	public Node with(String attribute, float value) {
		byte[] proto = new ProtoWriter().string(1, attribute).floating(2, value).number(20, 1).toBytes();
		attributes.put(attribute, ByteBuffer.wrap(proto));
		return this;
	}

	ProtoWriter encode() {
		ProtoWriter proto = new ProtoWriter();
		inputs.forEach(input -> proto.string(1, input));
		outputs.forEach(output -> proto.string(2, output));
		proto.string(3, name).string(4, type);
		attributes.values().forEach(attribute -> proto.bytes(5, attribute));
		if (!domain.isEmpty()) proto.string(7, domain);
		metadata.forEach((key, value) -> proto.message(9, new ProtoWriter().string(1, key).string(2, value)));
		return proto;
	}

	/** Its operator, and its name or that of what it makes. */
	@Override
	public String toString() {
		String called = name.isEmpty() ? output(0) : name;
		return Excerpt.of(domain.isEmpty() ? type : domain + "." + type) + (called.isEmpty() ? "" : " " + Excerpt.of(called));
	}

	private ProtoReader reader(String attribute) {
		return new ProtoReader(attributes.getOrDefault(attribute, ByteBuffer.allocate(0)));
	}

	/** The values and the indices of a tensor of which most elements are 0. */
	private static List<Weight> sparse(ByteBuffer message) {
		List<Weight> tensors = new ArrayList<>();
		ProtoReader reader = new ProtoReader(message);
		while (reader.next())
			if (reader.field() == 1 || reader.field() == 2) tensors.add(Weight.read(reader.content()));
		return tensors;
	}

	private static String nameOf(ByteBuffer attribute) {
		ProtoReader reader = new ProtoReader(attribute);
		while (reader.next())
			if (reader.field() == 1) return reader.string();
		return "";
	}
}
