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
package sc.fiji.img2img.onnx.rewrite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.onnx.graph.WeightStore;

/**
 * Has a graph compute in another floating-point type: one of fp32 in fp16, for devices that are faster with it, or one of
 * fp16 in fp32, for devices that lack it.
 * <p>
 * What goes in and out is fp32 afterwards. In an fp16 graph, operations that overflow or lose too much stay in fp32: sums
 * over many elements, powers, the sines and cosines of the timestep, and what has weights that are too large for fp16;
 * values are cast where the two meet. Graphs with control flow are left alone.
 * </p>
 */
public final class FloatTypeChange implements GraphRewrite {

	/** Operations that are no good in fp16. */
	private static final Set<String> EXACT = Set.of("Cos", "Exp", "InstanceNormalization", "Log", "Pow", "Range",
		"Reciprocal", "ReduceMean", "ReduceSum", "Sin", "Sqrt");

	/** Operations that end what is computed of the timestep and of constants alone. */
	private static final Set<String> HEAVY = Set.of("Conv", "Gemm", "MatMul");

	/** Constants up to this size count as numbers, larger ones as weights. */
	private static final int SMALL = 4096;

	private static final Set<String> LIGHT_INPUTS = Set.of("timestep", "time_ids", "timestep_cond");

	private static final Set<String> BOOLEAN = Set.of("And", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual",
		"Not", "Or", "IsNaN");

	private final ElementType target;

	private final WeightStore store;

	/**
	 * A change.
	 *
	 * @param target FLOAT16 or FLOAT
	 * @param store where weights go in their new type
	 */
	public FloatTypeChange(ElementType target, WeightStore store) {
		this.target = target;
		this.store = store;
	}

	@Override
	public void apply(OnnxModel model) throws IOException {
		Graph graph = model.graph();
		if (graph.nodes().stream().anyMatch(Node::hasGraphs)) return;
		new Pass(model).run();
	}

	/** One graph on its way. */
	private final class Pass {

		private final OnnxModel model;

		private final Graph graph;

		/** The types of values as they are now. */
		private final Map<String, ElementType> types = new HashMap<>();

		/** The weights as they were. */
		private final Map<String, Weight> weights;

		/** The values that depend on the timestep and small constants only. */
		private final Set<String> light = new HashSet<>(LIGHT_INPUTS);

		private final List<Node> nodes = new ArrayList<>();

		private final Set<String> casts = new HashSet<>();

		/** The weights that were asked for, and whether they are too large. */
		private final Map<String, Boolean> tooLarge = new HashMap<>();

		private Pass(OnnxModel model) {
			this.model = model;
			graph = model.graph();
			weights = new HashMap<>(graph.weights());
		}

		private void run() throws IOException {
			graph.inputs().replaceAll(this::exact);
			graph.inputs().forEach(input -> types.put(input.name(), input.type()));
			weights.values().forEach(this::declare);
			for (Node node : graph.nodes())
				convert(node);
			for (ValueInfo output : List.copyOf(graph.outputs()))
				if (types.get(output.name()) == ElementType.FLOAT16) widen(output.name());
			graph.outputs().replaceAll(this::exact);
			graph.nodes().clear();
			graph.nodes().addAll(nodes);
			graph.prune();
			for (Weight weight : List.copyOf(graph.weights().values()))
				if (weight == weights.get(weight.name())) graph.weights().put(weight.name(), store.keep(model, weight));
		}

		private void declare(Weight weight) {
			types.put(weight.name(), weight.type());
			if (weight.count() <= SMALL) light.add(weight.name());
		}

		private ValueInfo exact(ValueInfo value) {
			return value.type() != ElementType.FLOAT16 ? value : value.withType(ElementType.FLOAT);
		}

		private void convert(Node node) throws IOException {
			model.cancellation().check();
			Weight constant = node.type().equals("Constant") ? node.tensor("value") : null;
			if (constant != null && isFloat(constant.type())) {
				Weight weight = constant.renamed(node.output(0));
				weights.put(weight.name(), weight);
				graph.weights().put(weight.name(), weight);
				declare(weight);
				return;
			}
			boolean alone = isLight(node);
			if (alone) light.addAll(node.outputs());
			boolean exact = alone || EXACT.contains(node.type());
			for (String input : node.inputs())
				exact |= isTooLarge(input);
			ElementType wanted = exact ? ElementType.FLOAT : target;
			for (int i = 0; i < node.inputs().size(); i++) {
				String input = node.inputs().get(i);
				ElementType type = isFactor(node, i) ? ElementType.FLOAT : wanted;
				if (isFloat(types.get(input)) && !(node.type().equals("Cast") && !weights.containsKey(input))) node.inputs().set(i,
					in(input, type));
			}
			nodes.add(node);
			ElementType result = result(node, wanted);
			if (result != null) node.outputs().forEach(output -> types.put(output, result));
		}

		/** Whether an operation computes with the timestep and numbers only. */
		private boolean isLight(Node node) {
			return !HEAVY.contains(node.type()) && node.inputs().stream().filter(input -> isFloat(types.get(input))).allMatch(
				light::contains) && node.inputs().stream().anyMatch(input -> isFloat(types.get(input)));
		}

		/** The type of what an operation makes; null where it is not known and no float. */
		private ElementType result(Node node, ElementType wanted) {
			if (node.type().equals("Cast")) {
				ElementType to = ElementType.of(node.integer("to", 0));
				if (!isFloat(to)) return to;
				node.with("to", wanted.code());
				return wanted;
			}
			if (node.type().equals("Shape") || node.type().equals("Size")) return ElementType.INT64;
			if (BOOLEAN.contains(node.type())) return ElementType.BOOL;
			if (node.type().equals("ConstantOfShape")) {
				Weight value = node.tensor("value");
				return value == null ? ElementType.FLOAT : value.type();
			}
			int place = node.type().equals("Where") ? 1 : 0;
			return types.get(node.input(place));
		}

		/** The name of a value in a type; casts it where that has not been done yet. */
		private String in(String value, ElementType type) throws IOException {
			Weight weight = weights.get(value);
			if (weight != null) return variant(weight, type);
			if (types.get(value) == type) return value;
			String cast = value + "/" + type;
			if (casts.add(cast)) nodes.add(Node.of(cast, "", "Cast", List.of(value), List.of(cast)).with("to", type.code()));
			types.put(cast, type);
			if (light.contains(value)) light.add(cast);
			return cast;
		}

		/** Whether a value is a weight that the type which the graph is to have cannot hold. */
		private boolean isTooLarge(String value) throws IOException {
			Weight weight = weights.get(value);
			if (target != ElementType.FLOAT16 || weight == null || weight.type() != ElementType.FLOAT) return false;
			if (!tooLarge.containsKey(value)) tooLarge.put(value, HalfRange.isExceededBy(model, weight));
			return tooLarge.get(value);
		}

		/** NB: the type that the weight is to have keeps its name, by which LoRAs find their places. */
		private String variant(Weight weight, ElementType type) throws IOException {
			String name = type == target || isTooLarge(weight.name()) ? weight.name() : weight.name() + "/" + type;
			if (casts.add("weight " + name)) graph.weights().put(name, store.store(model, weight, name, type));
			types.put(name, type);
			if (weight.count() <= SMALL) light.add(name);
			return name;
		}

		private void widen(String output) {
			String inner = output + "/inner";
			for (Node node : nodes) {
				node.outputs().replaceAll(name -> name.equals(output) ? inner : name);
				node.inputs().replaceAll(name -> name.equals(output) ? inner : name);
			}
			nodes.add(Node.of(output + "/out", "", "Cast", List.of(inner), List.of(output)).with("to", ElementType.FLOAT
				.code()));
		}
	}

	private static boolean isFloat(ElementType type) {
		return type == ElementType.FLOAT || type == ElementType.FLOAT16;
	}

	/** Whether an input is the factor of a scaling, which is fp32 whatever the rest is. */
	private static boolean isFactor(Node node, int input) {
		return node.type().equals("Resize") && (input == 1 || input == 2) || node.type().equals("Upsample") && input == 1;
	}
}
