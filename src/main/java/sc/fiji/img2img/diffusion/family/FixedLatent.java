package sc.fiji.img2img.diffusion.family;

import sc.fiji.img2img.diffusion.LatentDistribution;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.tensor.Tensor;

/** The one latent of an image, as small autoencoders give it. Immutable. */
final class FixedLatent implements LatentDistribution {

	private final Tensor encoded;

	private final LatentScale scale;

	private FixedLatent(Tensor encoded, LatentScale scale) {
		this.encoded = encoded;
		this.scale = scale;
	}

	/** @param encoded as the encoder gives it: [1, C, h, w] */
	static FixedLatent of(Tensor encoded, LatentScale scale) {
		return new FixedLatent(encoded, scale);
	}

	@Override
	public Tensor mean() {
		float[] latent = encoded.data().clone();
		int size = encoded.dim(2) * encoded.dim(3);
		for (int i = 0; i < latent.length; i++)
			latent[i] = scale.apply(latent[i], i / size);
		return Tensor.of(latent, encoded.shape());
	}

	@Override
	public Tensor sample(NoiseSource noise) {
		return mean();
	}
}
