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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;

/**
 * Parts a UNet where its deep layers end: where what was enlarged last, to the size of the sample, meets what the first
 * layers made of the sample.
 * <p>
 * What lies between these, all that is computed in smaller sizes, changes little from step to step (DeepCache: Ma, Fang and
 * Wang 2023, arXiv 2312.00858). Immutable.
 * </p>
 */
public final class DeepLayers {

	/** The name of what the deep layers say, as an output and as an input: [B, channels, h, w] of the sample's size. */
	public static final String NAME = "deep_layers";

	/** Lets what the deep layers say leave the graph as a second output; leaves graphs alone that have none. */
	public static final GraphRewrite SHOW = model -> {
		DeepLayers deep = find(model.graph());
		if (deep == null) return;
		model.graph().nodes().add(Node.of(NAME, "", "Identity", List.of(deep.value), List.of(NAME)));
		model.graph().outputs().add(deep.info());
	};

	/** Takes the deep layers out, so that what they say is fed. */
	public static final GraphRewrite REMOVE = model -> {
		DeepLayers deep = find(model.graph());
		if (deep == null) throw new IOException("The UNet " + model.file() + " has no deep layers to leave out; leave deepcache off.");
		deep.remove(model);
	};

	private static final Set<String> ENLARGING = Set.of("Resize", "Upsample");

	private static final Set<ElementType> FLOATS = Set.of(ElementType.FLOAT, ElementType.FLOAT16, ElementType.BFLOAT16);

	/** What they say. */
	private final String value;

	private final ElementType type;

	private DeepLayers(String value, ElementType type) {
		this.value = value;
		this.type = type;
	}

	// -- Helper methods --

	/** The deep layers of a graph; null if it is not understood, or nothing in it is enlarged. */
	private static DeepLayers find(Graph graph) {
		String value = ending(graph);
		if (value == null) return null;
		ElementType type = ElementTypes.of(value, graph, graph.producers(), operator -> true);
		boolean ends = graph.needed(value).stream().noneMatch(node -> ENLARGING.contains(node.type()));
		return ends && FLOATS.contains(type) ? new DeepLayers(value, type) : null;
	}

	/** What is joined first with something else, of all that comes out of the last enlargement; null if nothing is. */
	private static String ending(Graph graph) {
		Set<String> enlarged = new HashSet<>();
		for (Node node : graph.nodes())
			if (ENLARGING.contains(node.type())) {
				enlarged.clear();
				enlarged.addAll(node.outputs());
			}
			else if (!node.type().equals("Shape") && !Collections.disjoint(enlarged, node.inputs())) enlarged.addAll(node.outputs());
		for (Node node : graph.nodes()) {
			if (!node.type().equals("Concat") || enlarged.containsAll(node.inputs())) continue;
			for (String input : node.inputs())
				if (enlarged.contains(input)) return input;
		}
		return null;
	}

	private void remove(OnnxModel model) {
		Graph graph = model.graph();
		for (Node node : graph.nodes())
			node.inputs().replaceAll(input -> input.equals(value) ? NAME : input);
		graph.inputs().add(info());
		graph.prune();
	}

	private ValueInfo info() {
		return ValueInfo.of(NAME, type, -1, -1, -1, -1);
	}
}
