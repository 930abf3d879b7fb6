package sc.fiji.img2img.diffusion;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The space that a model denoises in, and the way there and back.
 * <p>
 * Images are [1, 3, H, W], about -1 to 1; latents [1, channels, H / factor, W / factor], scaled and shifted as the network
 * takes them. Whoever opens one closes it. Not thread-safe.
 * </p>
 */
public interface LatentSpace extends AutoCloseable {

	/** How many numbers a latent has at each place. */
	int channels();

	/** How many pixels along an edge one place of a latent stands for. */
	int factor();

	/** The sizes of images that can be encoded. */
	SizeRule sizes();

	/**
	 * An image's place in this space.
	 *
	 * @param image not changed
	 * @throws java.util.concurrent.CancellationException if it was ended early
	 * @throws sc.fiji.img2img.run.InferenceException if a network fails, or its numbers overflow
	 */
	LatentDistribution encode(Tensor image, RunControl control);

	/** The image of a latent, not clipped; fails as {@link #encode}. */
	Tensor decode(Tensor latent, RunControl control);

	/** The same space, in which large images may go in parts; what it gives for them differs a little. Not to be closed. */
	default LatentSpace tiled() {
		return this;
	}

	@Override
	void close();
}
