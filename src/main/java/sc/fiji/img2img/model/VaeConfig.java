package sc.fiji.img2img.model;

import java.io.IOException;

import sc.fiji.img2img.io.JsonFile;

/**
 * How a model's latents relate to what its VAE gives and takes.
 * <p>
 * Immutable. Keys: AutoencoderKL in diffusers.
 * </p>
 */
public final class VaeConfig {

	private final double scalingFactor;

	private final double shiftFactor;

	private final float[] mean;

	private final float[] std;

	private final int sampleSize;

	private VaeConfig(JsonFile config, Family family) throws IOException {
		scalingFactor = config.number("scaling_factor", family.scalingFactor());
		shiftFactor = config.number("shift_factor", 0);
		mean = config.numbers("latents_mean");
		std = config.numbers("latents_std");
		sampleSize = (int) config.number("sample_size", 512);
		check("latents_mean", mean);
		check("latents_std", std);
		if (!(scalingFactor > 0)) throw new IOException("The VAE's scaling_factor should be above 0, but is " +
			scalingFactor + ".");
	}

	private static void check(String key, float[] numbers) throws IOException {
		if (numbers != null && numbers.length != 4) throw new IOException("The VAE's " + key +
			" should have 4 numbers, one for each channel of a latent, but has " + numbers.length + ".");
	}

	static VaeConfig of(JsonFile config, Family family) throws IOException {
		return new VaeConfig(config, family);
	}

	/** What the VAE's latent is multiplied with for the UNet. */
	public double scalingFactor() {
		return scalingFactor;
	}

	/** What is subtracted from the VAE's latent before. */
	public double shiftFactor() {
		return shiftFactor;
	}

	/** The mean of each latent channel; null unless the model normalises them one by one. */
	public float[] mean() {
		return mean == null || std == null ? null : mean.clone();
	}

	/** The standard deviation of each latent channel; null unless the model normalises them one by one. */
	public float[] std() {
		return mean == null || std == null ? null : std.clone();
	}

	/** The edge in pixels that the VAE was trained at, and the edge of a tile. */
	public int sampleSize() {
		return sampleSize;
	}
}
