package sc.fiji.img2img.diffusion;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Answers what is to be taken away from noisy latents: a network, or one predictor that asks another.
 * <p>
 * What the answer means (noise, the clean latent, a velocity) is up to the schedulers. Guidance, inpainting and windows of a
 * large latent are predictors around the network; none needs to know which others there are. Not thread-safe.
 * </p>
 */
@FunctionalInterface
public interface Predictor {

	/**
	 * Asks once.
	 *
	 * @param latents [B, channels, h, w], as the scheduler scales them; not changed
	 * @param timestep where on the schedule they are, 0 to 1000
	 * @param conditions what else is known of them, a row for each of the B; what the network does not take is left out
	 * @param control hears what is done otherwise than asked for, and ends the call early
	 * @return the answers, [B, channels of the latent space, h, w]; the caller's own
	 * @throws java.util.concurrent.CancellationException if it was ended early
	 * @throws sc.fiji.img2img.run.InferenceException if a network fails, or its numbers overflow
	 */
	Tensor predict(Tensor latents, double timestep, Conditions conditions, RunControl control);
}
