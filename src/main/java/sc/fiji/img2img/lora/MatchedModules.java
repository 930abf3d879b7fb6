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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of a LoRA file's modules are which of a graph's. */
final class MatchedModules {

	private final Map<GraphModule, LoraModule> found = new LinkedHashMap<>();

	private final List<LoraModule> missing = new ArrayList<>();

	private final List<LoraModule> repeated = new ArrayList<>();

	private MatchedModules() {
		// NB: filled by of.
	}

	static MatchedModules of(LoraFile file, Part part, GraphModules graph) {
		MatchedModules matches = new MatchedModules();
		for (LoraModule module : file.modules(part)) {
			GraphModule target = graph.find(module.path());
			LoraModule other = target == null ? null : matches.found.get(target);
			if (target == null) matches.missing.add(module);
			else if (other == null) matches.found.put(target, module);
			// NB: some SDXL files name a module twice, in the original code's and in diffusers' words; diffusers takes the latter.
			else if (SgmNames.knows(other.path())) matches.found.put(target, module);
			else if (!SgmNames.knows(module.path())) matches.repeated.add(module);
		}
		return matches;
	}

	Map<GraphModule, LoraModule> found() {
		return found;
	}

	/** Those that the graph does not have. */
	List<LoraModule> missing() {
		return missing;
	}

	/** Those that are another name for a module which the file has already. */
	List<LoraModule> repeated() {
		return repeated;
	}
}
