package sc.fiji.img2img.lora;

import java.io.IOException;
import java.util.Arrays;

import sc.fiji.img2img.tensor.file.SafeTensors;

/** Refuses LoRA files that were made for another family of models, by what they state and by the widths of their tensors. */
final class FamilyCheck {

	private FamilyCheck() {
		// NB: only checks.
	}

	/** Compares what a file's header states with the kind of model. */
	static void stated(LoraTarget model, LoraFile file) throws IOException {
		LoraFamily stated = LoraFamily.stated(file.metadata(), model.families());
		if (stated == null) return;
		if (!model.families().contains(stated)) throw file.refuse("it says of itself that it " +
			"was made for " + stated + ", but the model " + model + " is of another family");
	}

	/** Compares how many numbers per token a file's cross-attention reads with the graph's. */
	static void width(LoraTarget model, LoraFile file, Part part, SafeTensors tensors, GraphModules graph)
		throws IOException
	{
		long has = graph.crossAttentionWidth();
		LoraFamily family = LoraFamily.ofWidth(has);
		LoraFamily stated = LoraFamily.stated(file.metadata(), model.families());
		if (stated != null && family != null && stated != family) throw file.refuse("it says of itself that it was made for " +
			stated + ", but the model " + model + " is " + family);
		for (LoraModule module : file.modules(part)) {
			if (!module.path().endsWith("attn2_to_k") || !module.has(Role.DOWN)) continue;
			long[] shape = tensors.shape(module.tensor(Role.DOWN));
			long wants = shape.length < 2 ? -1 : Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
			if (has < 0 || wants == has) return;
			LoraFamily other = LoraFamily.ofWidth(wants);
			throw file.refuse("it was made for " + (other == null ? "a model" : other + ", a model") + " whose prompts have " +
				wants + " numbers per token, but those of " + model + " have " + has);
		}
	}
}
