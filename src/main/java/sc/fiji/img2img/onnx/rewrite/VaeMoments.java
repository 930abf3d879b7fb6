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
import java.util.ArrayDeque;
import java.util.Deque;
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

/**
 * Makes a VAE encoder that samples inside its graph give its distribution instead.
 * <p>
 * Exporters of before October 2024 end the encoder with {@code mean + std * RandomNormalLike}, which no seed reaches.
 * The graph is cut where the moments (mean and logarithm of the variance, stacked along the channels) are split, and
 * they become its output {@value #OUTPUT}. Encoders that give their moments anyway are left alone.
 * </p>
 */
public final class VaeMoments implements GraphRewrite {

	/** The name that today's exporters give the moments. */
	public static final String OUTPUT = "latent_parameters";

	@Override
	public void apply(OnnxModel model) throws IOException {
		Graph graph = model.graph();
		if (graph.nodes().stream().noneMatch(node -> node.type().startsWith("RandomNormal"))) return;
		String moments = findMoments(graph);
		if (moments == null) throw new IOException("The VAE encoder " + model.file() +
			" draws random numbers inside its graph, at a place that is not understood; export it with latent_parameters.");
		ElementType type = graph.outputs().get(0).type();
		if (!moments.equals(OUTPUT)) graph.nodes().add(Node.of(OUTPUT, "", "Identity", List.of(moments), List
			.of(OUTPUT)));
		graph.outputs().clear();
		graph.outputs().add(ValueInfo.of(OUTPUT, type, -1, -1, -1, -1));
		graph.prune();
	}

	/** Walks back from the output to the value that is split, by one Split or by two Slices, into mean and log variance. */
	private static String findMoments(Graph graph) {
		Map<String, Node> producers = graph.producers();
		Map<String, Integer> slices = new HashMap<>();
		Set<Node> seen = new HashSet<>();
		Deque<String> open = new ArrayDeque<>();
		open.add(graph.outputs().get(0).name());
		while (!open.isEmpty()) {
			Node node = producers.get(open.remove());
			if (node == null || !seen.add(node)) continue;
			if (node.type().equals("Split") && node.outputs().size() == 2) return node.input(0);
			if (node.type().equals("Slice") && slices.merge(node.input(0), 1, Integer::sum) == 2)
				return node.input(0);
			open.addAll(node.inputs());
		}
		return null;
	}
}
