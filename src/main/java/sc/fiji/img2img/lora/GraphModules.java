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
package sc.fiji.img2img.lora;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/** The modules of the network that a graph was exported from, found again in the graph. Not to be used once it changes. */
final class GraphModules {

	/** How many operators a sentence names. */
	private static final int NAMED = 8;

	/** ONNX Runtime's own operators that have the weights of one module at most, as it is. */
	private static final Set<String> UNDERSTOOD = Set.of("BiasSplitGelu", "FusedMatMul", "MultiHeadAttention", "QuickGelu");

	private final Map<String, GraphModule> modules = new LinkedHashMap<>();

	private final Graph graph;

	private final Map<String, Node> producers;

	private final Map<String, List<Node>> consumers;

	private final ModulePaths paths;

	/** The operations with a weight whose modules nothing tells. */
	private final Map<Node, Parameter> nameless = new LinkedHashMap<>();

	private GraphModules(OnnxModel model) {
		graph = model.graph();
		producers = graph.producers();
		consumers = graph.consumers();
		paths = new ModulePaths(graph);
		for (Node node : graph.nodes()) {
			model.cancellation().check();
			add(node);
		}
		nameProjections();
	}

	static GraphModules of(OnnxModel model) {
		return new GraphModules(model);
	}

	/** The module of that flattened path, in diffusers' or the original code's names; null if there is none. */
	GraphModule find(String path) {
		GraphModule module = modules.get(path);
		if (module != null) return module;
		if (SgmNames.knows(path)) return modules.get(new SgmNames(layersPerBlock()).translate(path));
		// NB: the text encoder's own root module is part of the path, or is not, depending on transformers' version.
		String root = "text_model_";
		return modules.get(path.startsWith(root) ? path.substring(root.length()) : root + path);
	}

	/** How many numbers per token of the prompt the graph's cross-attention reads; -1 if it has none that is known. */
	long crossAttentionWidth() {
		return modules.values().stream().filter(module -> module.path().endsWith("attn2_to_k")).mapToLong(module -> module
			.weight().shape()[1]).findFirst().orElse(-1);
	}

	/** Why modules may be missing, as the end of a sentence; empty where nothing is peculiar. */
	String peculiarity() {
		TreeSet<String> fused = new TreeSet<>();
		for (Node node : graph.nodes())
			if (!node.domain().isEmpty() && !UNDERSTOOD.contains(node.type()) || node.type().matches(
				"QLinear.*|DequantizeLinear|.*Integer")) fused.add(node.domain().isEmpty() ? node.type() : node.domain() + "." + node.type());
		if (!fused.isEmpty()) return "; the graph was fused or quantised for another program (" + fused.stream().limit(NAMED)
			.map(Excerpt::of).collect(Collectors.joining(", ")) + (fused.size() > NAMED ? ", ..." : "") + "), so that its weights are " +
			"no longer those of the modules: export the model again, without optimisation";
		if (modules.isEmpty()) return "; the graph does not name its modules: export the model again, with PyTorch 1.13 or later";
		return nameless.isEmpty() ? "" : "; nothing in the graph tells the modules of " + nameless.size() +
			" operations with weights (as " + Excerpt.of(nameless.values().iterator().next().name()) +
			"): export the model again, with PyTorch 1.13 or later";
	}

	// -- Helper methods --

	private int layersPerBlock() {
		int layers = 0;
		while (modules.containsKey("down_blocks_0_resnets_" + layers + "_conv1"))
			layers++;
		return layers;
	}

	private void add(Node node) {
		switch (node.type()) {
			case "MatMul":
				add(node, parameter(node, 1, true), addend(node));
				break;
			case "FusedMatMul":
				add(node, parameter(node, 1, node.integer("transB", 0) == 0), addend(node));
				break;
			case "Gemm":
				add(node, parameter(node, 1, node.integer("transB", 0) == 0), parameter(node, 2, false));
				break;
			case "Conv":
				add(node, parameter(node, 1, false), parameter(node, 2, false));
				break;
			case "LayerNormalization":
			case "GroupNormalization":
				addNorm(node, parameter(node, 1, false), parameter(node, 2, false));
				break;
			case "Mul":
				addNorm(node, vector(node), null);
				break;
			case "Add":
				addNorm(node, null, vector(node));
				break;
			default:
				break;
		}
	}

	private void add(Node node, Parameter weight, Parameter bias) {
		if (weight == null || !node.domain().isEmpty() && !UNDERSTOOD.contains(node.type())) return;
		int rank = weight.shape().length;
		if (node.type().equals("Conv") ? rank < 3 : rank != 2) return;
		String path = paths.of(node, weight);
		// NB: where folding took the weight's name, the bias still has its own.
		if (path == null && bias != null) path = paths.of(node, bias);
		if (path != null) module(path).sites().add(new GraphModule.Site(node, weight, bias));
		else nameless.put(node, weight);
	}

	/** Names the projections of attention that have no bias, by their places before the output projection, which has one. */
	private void nameProjections() {
		if (nameless.isEmpty()) return;
		Projections projections = new Projections(producers);
		for (GraphModule module : List.copyOf(modules.values())) {
			if (!module.path().endsWith(Projections.OUTPUT)) continue;
			for (GraphModule.Site site : List.copyOf(module.sites()))
				projections.of(module.path(), site.operation).forEach((path, node) -> {
					Parameter weight = nameless.remove(node);
					if (weight != null) module(path).sites().add(new GraphModule.Site(node, weight, addend(node)));
				});
		}
	}

	private void addNorm(Node node, Parameter weight, Parameter bias) {
		if (weight == null && bias == null) return;
		String path = paths.of(node, weight == null ? bias : weight);
		if (path == null) nameless.put(node, weight == null ? bias : weight);
		// NB: a Mul or Add is part of a normalisation only within a module of that kind.
		if (path == null || !path.matches("(.*_)?(layer_?|group_?)?norm\\d*(_out)?")) return;
		module(path).sites().add(new GraphModule.Site(null, weight, bias));
	}

	private GraphModule module(String path) {
		return modules.computeIfAbsent(path, GraphModule::new);
	}

	private Parameter parameter(Node node, int input, boolean readTransposed) {
		return Parameter.of(node, input, readTransposed, graph, producers);
	}

	/** The constant of more than one element that an operation multiplies with or adds; null if there is none. */
	private Parameter vector(Node node) {
		for (int input = 0; input < 2; input++) {
			Parameter parameter = parameter(node, input, false);
			if (parameter != null && parameter.count() > 1) return parameter;
		}
		return null;
	}

	/** The bias that is added to a matrix product in an operation of its own; null if there is none. */
	private Parameter addend(Node product) {
		List<Node> readers = consumers.getOrDefault(product.output(0), List.of());
		return readers.size() == 1 && readers.get(0).type().equals("Add") ? vector(readers.get(0)) : null;
	}
}
