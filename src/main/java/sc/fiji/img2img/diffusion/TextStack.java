package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.List;

import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.run.RunControl;

/**
 * Makes of prompts what a family's network is told: tokenizers, text encoders, and whatever goes with them.
 * <p>
 * Whoever opens one closes it. Not thread-safe.
 * </p>
 */
public interface TextStack extends AutoCloseable {

	/**
	 * Has LoRAs take part in what follows, in the place of those before; loads what has to be loaded for that.
	 *
	 * @param merged whether LoRAs become part of the weights, so that each other weight loads the networks anew
	 * @throws IOException if a LoRA cannot be read, or a network cannot be loaded with it
	 */
	void use(List<Lora> loras, boolean merged, RunControl control) throws IOException;

	/**
	 * Encodes a job's prompts as one image of its batch has them.
	 *
	 * @param guided whether the negative prompt matters
	 * @param image its place in the batch, for which LoRAs may have weights of their own
	 * @return conditions of one row each; without a negative unless it matters
	 */
	ConditionPair encode(DiffusionJob job, boolean guided, int image, RunControl control);

	/** How often networks were loaded. */
	int loads();

	@Override
	void close();
}
