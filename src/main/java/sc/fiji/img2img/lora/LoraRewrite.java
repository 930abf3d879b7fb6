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
import java.util.stream.Collectors;

import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/**
 * Puts LoRAs into the graph of one network: what is of low rank as branches, whose weights are inputs of each run, and the
 * rest into the weights themselves.
 * <p>
 * Whether the graph has a place for everything is to be checked before, by {@link Coverage}. Immutable.
 * </p>
 */
public final class LoraRewrite implements GraphRewrite {

	private final Part part;

	private final List<Lora> loras;

	private final boolean addedToWeights;

	private LoraRewrite(Part part, List<Lora> loras, boolean addedToWeights) {
		this.part = part;
		this.loras = loras;
		this.addedToWeights = addedToWeights;
	}

	/**
	 * The change of one network.
	 *
	 * @param loras at their weights; those that do not change this network are left out
	 * @throws IllegalArgumentException if what cannot be a branch has several weights in one batch
	 */
	public static LoraRewrite of(Part part, List<Lora> loras) {
		List<Lora> own = loras.stream().filter(lora -> !lora.file().modules(part).isEmpty()).collect(Collectors.toList());
		LoraRewrite rewrite = new LoraRewrite(part, own, false);
		for (Lora lora : own)
			if (rewrite.changesWeights(lora) && !lora.isUniform(part)) throw new IllegalArgumentException("The LoRA " + lora
				.file() + " is not of low rank throughout, so that it needs the same weight for all images of a batch; run them one " +
				"by one.");
		return rewrite;
	}

	/** The same change, made to the weights in each run where it can be, or beside them; the key does not tell which. */
	public LoraRewrite addedToWeights(boolean added) {
		return new LoraRewrite(part, loras, added);
	}

	/** A text that tells graphs that differ after this change; empty where nothing changes. */
	public String key() {
		StringBuilder key = new StringBuilder();
		for (Lora lora : loras) {
			if (!hasBranches(lora) && lora.weight(part, 0) == 0) continue;
			key.append(lora.file().identity());
			if (changesWeights(lora)) key.append(" at ").append(lora.weight(part, 0));
			key.append('\n');
		}
		return key.toString();
	}

	/**
	 * The inputs of a run that the change adds: for each LoRA a weight per row.
	 *
	 * @param rows which images of the batch the rows are
	 */
	public Map<String, Tensor> feeds(int... rows) {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		for (int i = 0; i < loras.size(); i++) {
			if (!hasBranches(loras.get(i))) continue;
			float[] weights = new float[rows.length];
			for (int r = 0; r < rows.length; r++)
				weights[r] = (float) loras.get(i).weight(part, rows[r]);
			feeds.put(Branches.input(i), Tensor.of(weights, rows.length));
		}
		return feeds;
	}

	/** The LoRAs as one image of the batch has them. */
	public LoraWeights weights(int image) {
		Map<String, Float> inputs = new LinkedHashMap<>();
		feeds(image).forEach((input, weight) -> inputs.put(input, weight.data()[0]));
		return new LoraWeights(key(), inputs);
	}

	@Override
	public void apply(OnnxModel model) throws IOException {
		GraphModules graph = GraphModules.of(model);
		apply(model, graph, model, graph);
	}

	/** NB: only branches beside matrix products, which stay as they were; convolutions are laid out anew. */
	@Override
	public boolean applyToOptimised(OnnxModel optimised, OnnxModel original) throws IOException {
		if (loras.stream().anyMatch(this::changesWeights)) return false;
		GraphModules before = GraphModules.of(original);
		GraphModules after = GraphModules.of(optimised);
		for (Lora lora : loras)
			for (GraphModule module : MatchedModules.of(lora.file(), part, before).found().keySet())
				if (!module.isSameProduct(after.find(module.path()))) return false;
		apply(optimised, after, original, before);
		return true;
	}

	// -- Helper methods --

	private void apply(OnnxModel model, GraphModules graph, OnnxModel original, GraphModules before) throws IOException {
		Branches branches = new Branches(model, original, loras.stream().noneMatch(this::changesWeights), addedToWeights);
		Merge merge = new Merge(model);
		List<SafeTensors> opened = new ArrayList<>();
		try {
			for (int i = 0; i < loras.size(); i++) {
				SafeTensors tensors = SafeTensors.open(loras.get(i).file().file());
				opened.add(tensors);
				for (Map.Entry<GraphModule, LoraModule> match : MatchedModules.of(loras.get(i).file(), part, graph).found().entrySet())
					add(i, match.getKey(), before.find(match.getKey().path()), new LoraTensors(loras.get(i).file(), tensors, match.getValue()), branches, merge);
			}
			for (Lora lora : loras)
				lora.file().checkUnchanged();
			merge.commit();
			branches.commit();
		}
		finally {
			for (SafeTensors tensors : opened)
				tensors.close();
		}
	}

	/** @param original the target in the graph before it was optimised */
	private void add(int index, GraphModule target, GraphModule original, LoraTensors tensors, Branches branches,
		Merge merge) throws IOException
	{
		if (!tensors.module().isLowRank()) {
			merge.add(target, tensors, loras.get(index).weight(part, 0));
			return;
		}
		LowRank change = LowRank.of(tensors, target.weight().shape());
		for (int i = 0; i < target.sites().size(); i++)
			branches.add(index, target, target.sites().get(i), original.sites().get(i), change);
	}

	private boolean hasBranches(Lora lora) {
		return lora.file().modules(part).stream().anyMatch(LoraModule::isLowRank);
	}

	private boolean changesWeights(Lora lora) {
		return !lora.file().isLowRank(part);
	}
}
