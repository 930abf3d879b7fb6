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

import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.file.SafeTensors;

/**
 * How much of a LoRA file a model has a place for: "192 of 192 UNet modules, 72 of 72 text encoder modules".
 * <p>
 * Immutable.
 * </p>
 */
public final class Coverage {

	private static final int EXAMPLES = 3;

	private final LoraFile file;

	private final Map<Part, Integer> matched = new LinkedHashMap<>();

	private final List<String> faults = new ArrayList<>();

	private String peculiarity = "";

	private Coverage(LoraFile file) {
		this.file = file;
	}

	/** As {@link #of(LoraTarget, LoraFile, Cancellation)}, to the end. */
	public static Coverage of(LoraTarget model, LoraFile file) throws IOException {
		return of(model, file, new Cancellation());
	}

	/**
	 * Compares a LoRA file with a model.
	 *
	 * @param cancellation ends the comparison early
	 * @throws IOException if the LoRA was made for another family of models, or a file cannot be read
	 */
	public static Coverage of(LoraTarget model, LoraFile file, Cancellation cancellation) throws IOException {
		Coverage coverage = new Coverage(file);
		FamilyCheck.stated(model, file);
		try (SafeTensors tensors = SafeTensors.open(file.file())) {
			for (Part part : file.parts()) {
				OnnxModel network = model.read(part, cancellation);
				if (network == null) throw file.refuse("it changes a " + part + ", which the model " + model + " does not have");
				GraphModules graph = GraphModules.of(network);
				if (!part.isText()) FamilyCheck.width(model, file, part, tensors, graph);
				coverage.add(part, graph, tensors);
			}
		}
		return coverage;
	}

	/** Whether the model has a place for all of it. */
	public boolean isComplete() {
		return faults.isEmpty();
	}

	/**
	 * Returns if the model has a place for all of it.
	 *
	 * @throws IOException if not; the message names what does not match
	 */
	public void require() throws IOException {
		if (isComplete()) return;
		String examples = faults.stream().limit(EXAMPLES).collect(Collectors.joining("; "));
		throw file.refuse("only " + this + " match the model (" + examples + (faults.size() > EXAMPLES ? "; and " + (faults
			.size() - EXAMPLES) + " more" : "") + ")" + peculiarity);
	}

	@Override
	public String toString() {
		return matched.entrySet().stream().map(entry -> entry.getValue() + " of " + file.modules(entry.getKey()).size() +
			" " + entry.getKey() + " modules").collect(Collectors.joining(", "));
	}

	private void add(Part part, GraphModules graph, SafeTensors tensors) {
		MatchedModules matches = MatchedModules.of(file, part, graph);
		int before = faults.size();
		matches.missing().forEach(module -> faults.add("the " + part + " has no module " + module));
		matches.repeated().forEach(module -> faults.add("the module " + module + " is there under another name, too"));
		for (Map.Entry<GraphModule, LoraModule> match : matches.found().entrySet()) {
			String fault = fault(match.getKey(), new LoraTensors(file, tensors, match.getValue()));
			if (fault != null) faults.add(fault);
		}
		if (!matches.missing().isEmpty()) peculiarity = graph.peculiarity();
		matched.put(part, file.modules(part).size() - (faults.size() - before));
	}

	private static String fault(GraphModule target, LoraTensors tensors) {
		try {
			Parameter weight = target.weight();
			Parameter bias = target.bias();
			Delta.ofWeight(tensors, weight == null ? null : weight.shape());
			Delta.ofBias(tensors, bias == null ? null : bias.shape());
			return null;
		}
		catch (IOException e) {
			return e.getMessage();
		}
		catch (ArithmeticException e) {
			return tensors.module() + " has more elements than can be read at once";
		}
	}
}
