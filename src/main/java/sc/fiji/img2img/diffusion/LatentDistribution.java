package sc.fiji.img2img.diffusion;

import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.tensor.Tensor;

/** What an encoder knows of an image's latent: one latent, or how likely each is. Immutable. */
public interface LatentDistribution {

	/** The most likely latent, [1, channels, h, w]; the caller's own. */
	Tensor mean();

	/**
	 * A latent at random.
	 *
	 * @param noise is drawn from once, as many values as a latent has; not at all where there is only one latent
	 * @return [1, channels, h, w]; the caller's own
	 */
	Tensor sample(NoiseSource noise);
}
