package sc.fiji.img2img.diffusion;

import sc.fiji.img2img.diffusion.scheduler.Scheduler;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.tensor.Tensor;

/**
 * One image on its way from noise to clean: its latent, its scheduler and its stream of noise.
 * <p>
 * Draws as diffusers does, in this order: for the VAE's sample, the initial noise, for the sample of the image with its
 * hole, then whatever the scheduler asks for. Not thread-safe.
 * </p>
 */
final class Trajectory {

	private final Scheduler scheduler;

	private final NoiseSource noise;

	private final MaskedImage masked;

	private final boolean stacked;

	private final long[] shape;

	/** The clean latent of the input; null where nothing of it is needed. */
	private final float[] clean;

	private final float[] initialNoise;

	private final float[] hole;

	private float[] latent;

	/**
	 * Noises the input to the level where the run begins.
	 *
	 * @param moments the distribution of the input's latent
	 * @param holeMoments that of the image with its hole; null without a mask
	 * @param first the index of the first model call
	 * @param pureNoise whether nothing of the input is left in a masked run's first latent
	 * @param channels of the UNet's input
	 */
	Trajectory(Vae vae, Scheduler scheduler, NoiseSource noise, Tensor moments, MaskedImage masked, Tensor holeMoments,
		int first, boolean pureNoise, int channels)
	{
		this.scheduler = scheduler;
		this.noise = noise;
		this.masked = masked;
		shape = new long[] { 1, moments.dim(1) / 2, moments.dim(2), moments.dim(3) };
		stacked = masked != null && channels > shape[1];
		boolean noiseOnly = masked != null && pureNoise;
		clean = noiseOnly && stacked ? null : vae.sample(moments, noise).data();
		initialNoise = noise.next((int) (shape[1] * shape[2] * shape[3]));
		// NB: diffusers encodes the image with its hole, and draws for it, even if the UNet has no channels for it.
		hole = masked == null ? null : vae.sample(holeMoments, noise).data();
		scheduler.begin(first);
		latent = noiseOnly ? scaled(initialNoise, scheduler.initNoiseSigma())
			: scheduler.addNoise(clean, initialNoise, first);
	}

	/** What the UNet is to see at a timestep: [1, channels, h, w]. */
	Tensor modelInput(int index) {
		float[] input = scheduler.scaleModelInput(latent, index);
		return stacked ? masked.stack(input, hole) : Tensor.of(input, shape);
	}

	/** Moves on by the UNet's guided answer. */
	void step(float[] answer, int index) {
		latent = scheduler.step(answer, index, latent, noise);
		if (masked == null || stacked) return;
		boolean last = index == scheduler.timesteps().length - 1;
		latent = masked.merge(last ? clean : scheduler.addNoise(clean, initialNoise, index + 1), latent);
	}

	/** The current latent, [1, C, h, w]. */
	Tensor latent() {
		return Tensor.of(latent, shape);
	}

	private static float[] scaled(float[] values, float factor) {
		float[] result = new float[values.length];
		for (int i = 0; i < result.length; i++)
			result[i] = values[i] * factor;
		return result;
	}
}
