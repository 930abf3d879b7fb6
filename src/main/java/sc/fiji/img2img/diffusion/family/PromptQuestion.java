package sc.fiji.img2img.diffusion.family;

import java.util.Map;
import java.util.Objects;

import sc.fiji.img2img.lora.LoraWeights;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.text.Prompt;

/**
 * What text encoders are asked for one image: all that their answer depends on. Immutable; equal where the answers are.
 */
final class PromptQuestion {

	private final Prompt prompt;

	private final Prompt negative;

	private final boolean guided;

	private final Map<Part, LoraWeights> loras;

	/**
	 * A question.
	 *
	 * @param negative null for none, which is not an empty one
	 * @param guided whether the negative prompt matters
	 * @param loras what is in use in each encoder
	 */
	PromptQuestion(Prompt prompt, Prompt negative, boolean guided, Map<Part, LoraWeights> loras) {
		this.prompt = prompt;
		this.negative = negative;
		this.guided = guided;
		this.loras = Map.copyOf(loras);
	}

	Prompt prompt() {
		return prompt;
	}

	Prompt negative() {
		return negative;
	}

	boolean isGuided() {
		return guided;
	}

	LoraWeights loras(Part part) {
		return loras.get(part);
	}

	@Override
	public boolean equals(Object other) {
		if (!(other instanceof PromptQuestion)) return false;
		PromptQuestion that = (PromptQuestion) other;
		return prompt.equals(that.prompt) && Objects.equals(negative, that.negative) && guided == that.guided && loras.equals(
			that.loras);
	}

	@Override
	public int hashCode() {
		return Objects.hash(prompt, negative, guided, loras);
	}
}
