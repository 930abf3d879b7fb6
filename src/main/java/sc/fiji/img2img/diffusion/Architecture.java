package sc.fiji.img2img.diffusion;

import java.io.IOException;

import sc.fiji.img2img.lora.LoraTarget;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;

/**
 * A model as its family knows it: all that the loop of latent diffusion does not know by itself.
 * <p>
 * A family is one class that implements this; what it opens are {@link TextStack}, {@link LatentSpace} and
 * {@link DenoisingNetwork}, which belong together and to whoever opened them. Its text is the model's name and, in brackets,
 * the family's, as users read it in messages. Nothing is loaded before it is opened. Immutable and thread-safe.
 * </p>
 */
public interface Architecture {

	/**
	 * Opens what makes conditions of prompts.
	 *
	 * @param provider what is to run its networks
	 * @throws IOException if a file is missing, damaged or not what it should be; nothing stays loaded then
	 */
	TextStack openText(Provider provider, RunControl control) throws IOException;

	/** Opens the way from images to latents and back, as {@link #openText}. */
	LatentSpace openLatents(Provider provider, RunControl control) throws IOException;

	/** Opens the network that is asked in each step, as {@link #openText}. */
	DenoisingNetwork openNetwork(Provider provider, RunControl control) throws IOException;

	/** How the model's steps are scheduled. */
	SchedulerChoice schedulers();

	/** The model as LoRAs see it. */
	LoraTarget loras();
}
