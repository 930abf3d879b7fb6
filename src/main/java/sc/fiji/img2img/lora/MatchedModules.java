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
