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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.Node;

/** A module of the network that a graph was exported from: its operations, and the weights and biases that they read. */
final class GraphModule {

	private static final Set<String> PRODUCTS = Set.of("MatMul", "FusedMatMul", "Gemm");

	private final String path;

	private final List<Site> sites = new ArrayList<>();

	/** @param path flattened, with underscores for dots */
	GraphModule(String path) {
		this.path = path;
	}

	String path() {
		return path;
	}

	/** One for each time that the network runs the module; mostly one. */
	List<Site> sites() {
		return sites;
	}

	/** What a LoRA's shapes are compared with; null if the module has no weight. */
	Parameter weight() {
		return sites.stream().map(site -> site.weight).filter(parameter -> parameter != null).findFirst().orElse(null);
	}

	/** The bias; null if the module has none. */
	Parameter bias() {
		return sites.stream().map(site -> site.bias).filter(parameter -> parameter != null).findFirst().orElse(null);
	}

	/** Whether this and a module of another graph are matrix products, as often and in the same operations; false for null. */
	boolean isSameProduct(GraphModule other) {
		if (other == null || other.sites.size() != sites.size()) return false;
		for (int i = 0; i < sites.size(); i++)
			if (!sites.get(i).isSameProduct(other.sites.get(i))) return false;
		return true;
	}

	/** One place in the graph where the module is run. */
	static final class Site {

		/** The matrix product or convolution; null for a normalisation, which has no branches. */
		final Node operation;

		/** Null where the place has only a bias. */
		final Parameter weight;

		/** Null where there is none. */
		final Parameter bias;

		Site(Node operation, Parameter weight, Parameter bias) {
			this.operation = operation;
			this.weight = weight;
			this.bias = bias;
		}

		private boolean isSameProduct(Site other) {
			return operation != null && other.operation != null && PRODUCTS.contains(operation.type()) && operation.type().equals(
				other.operation.type()) && (bias == null) == (other.bias == null) && Arrays.equals(weight.shape(), other.weight
					.shape());
		}
	}
}
