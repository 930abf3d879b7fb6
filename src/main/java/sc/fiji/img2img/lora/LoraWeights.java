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
import java.util.Map;
import java.util.Objects;

import sc.fiji.img2img.tensor.Tensor;

/**
 * The LoRAs in one network at the weights of one image. Immutable; equal where they change the network's answers in the same
 * way.
 */
public final class LoraWeights {

	private final String change;

	private final Map<String, Float> inputs;

	/**
	 * LoRAs at weights.
	 *
	 * @param change the key of the graph's change
	 * @param inputs the weights by the inputs that the change adds
	 */
	LoraWeights(String change, Map<String, Float> inputs) {
		this.change = change;
		this.inputs = inputs;
	}

	/** The inputs of a run, of one row each. */
	public Map<String, Tensor> feeds() {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		inputs.forEach((input, weight) -> feeds.put(input, Tensor.of(new float[] { weight }, 1)));
		return feeds;
	}

	/**
	 * What a network is fed, with a single number for each LoRA that has the same weight in all rows of the batch: there is
	 * less to reckon then.
	 */
	public static Map<String, Tensor> shared(Map<String, Tensor> feeds) {
		Map<String, Tensor> shared = new LinkedHashMap<>(feeds);
		shared.replaceAll((name, tensor) -> Branches.isInput(name) && isUniform(tensor.data()) ? tensor.rows(0, 1) : tensor);
		return shared;
	}

	/** Whether what a network is fed has the same weights in all rows of the batch, and so a single number for each LoRA. */
	public static boolean areShared(Map<String, Tensor> feeds) {
		return feeds.entrySet().stream().allMatch(feed -> !Branches.isInput(feed.getKey()) || isUniform(feed.getValue().data()));
	}

	private static boolean isUniform(float[] weights) {
		for (float weight : weights)
			if (weight != weights[0]) return false;
		return true;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof LoraWeights && change.equals(((LoraWeights) other).change) && inputs.equals(
			((LoraWeights) other).inputs);
	}

	@Override
	public int hashCode() {
		return Objects.hash(change, inputs);
	}
}
