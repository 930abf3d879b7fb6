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
import java.util.Set;

/** A change to a graph before it is loaded. */
@FunctionalInterface
public interface GraphRewrite {

	/** Takes out the inputs that no operation reads, which some exporters leave behind. */
	GraphRewrite DROP_DEAD_INPUTS = model -> {
		Graph graph = model.graph();
		// NB: what graphs within operations read is not looked at.
		if (graph.nodes().stream().anyMatch(Node::hasGraphs)) return;
		Set<String> read = graph.consumers().keySet();
		graph.inputs().removeIf(input -> !read.contains(input.name()));
	};

	/**
	 * Changes the model in place; leaves it alone where there is nothing to change.
	 *
	 * @throws IOException if weights that the change depends on cannot be read, or the graph cannot be changed so
	 */
	void apply(OnnxModel model) throws IOException;

	/**
	 * Makes the same change to a graph that ONNX Runtime has optimised.
	 *
	 * @param original the graph before that; not changed
	 * @return false if that cannot be done; the optimised graph is not to be used then
	 * @throws IOException as {@link #apply}
	 */
	default boolean applyToOptimised(OnnxModel optimised, OnnxModel original) throws IOException {
		return false;
	}
}
