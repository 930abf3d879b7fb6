package sc.fiji.img2img.lora;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** Puts LoRAs into a network's weights, those of low rank as well, whose branches are compared with that. */
final class MergedLoras {

	private MergedLoras() {
		// NB: does one thing.
	}

	static void into(OnnxModel model, Part part, Lora... loras) throws IOException {
		GraphModules graph = GraphModules.of(model);
		Merge merge = new Merge(model);
		List<SafeTensors> opened = new ArrayList<>();
		for (Lora lora : loras) {
			SafeTensors tensors = SafeTensors.open(lora.file().file());
			opened.add(tensors);
			for (Map.Entry<GraphModule, LoraModule> match : MatchedModules.of(lora.file(), part, graph).found().entrySet())
				merge.add(match.getKey(), new LoraTensors(lora.file(), tensors, match.getValue()), lora.weight(part, 0));
		}
		merge.commit();
		for (SafeTensors tensors : opened)
			tensors.close();
	}
}
