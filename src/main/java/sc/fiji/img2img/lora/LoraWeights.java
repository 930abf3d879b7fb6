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
