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

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.OnnxModel;

/**
 * Puts changes into a graph's own weights, W' = W + sum of weight * change, in double precision and one tensor at a time.
 * <p>
 * What depends on the network's weights (DoRA, IA3) is reckoned from the original ones, so that the order of several LoRAs
 * does not matter. Not thread-safe.
 * </p>
 */
final class Merge {

	private final OnnxModel model;

	private final Map<GraphModule, List<Share>> shares = new LinkedHashMap<>();

	Merge(OnnxModel model) {
		this.model = model;
	}

	/** Adds a LoRA's share in one module. */
	void add(GraphModule target, LoraTensors tensors, double weight) {
		// NB: nothing is touched at weight 0, so that every bit stays as it was.
		if (weight != 0) shares.computeIfAbsent(target, key -> new ArrayList<>()).add(new Share(tensors, weight));
	}

	/** Changes the graph. */
	void commit() throws IOException {
		int number = 0;
		for (Map.Entry<GraphModule, List<Share>> entry : shares.entrySet())
			for (GraphModule.Site site : entry.getKey().sites()) {
				String name = "lora.merged." + entry.getKey().path() + "." + number++;
				change(site.weight, name + ".weight", entry.getValue(), false);
				change(site.bias, name + ".bias", entry.getValue(), true);
			}
	}

	private void change(Parameter parameter, String name, List<Share> changes, boolean bias) throws IOException {
		if (parameter == null) return;
		double[] original = null;
		double[] sum = null;
		for (Share share : changes) {
			Delta delta = bias ? Delta.ofBias(share.tensors, parameter.shape()) : Delta.ofWeight(share.tensors, parameter
				.shape());
			if (delta == null) continue;
			if (original == null) original = parameter.read(model);
			if (sum == null) sum = original.clone();
			double[] change = delta.of(original);
			for (int i = 0; i < sum.length; i++)
				sum[i] += share.weight * change[i];
		}
		if (sum != null) parameter.write(model, name, sum);
	}

	/** What one LoRA gives to a module. */
	private static final class Share {

		private final LoraTensors tensors;

		private final double weight;

		private Share(LoraTensors tensors, double weight) {
			this.tensors = tensors;
			this.weight = weight;
		}
	}
}
