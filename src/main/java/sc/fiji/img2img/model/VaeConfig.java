/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.model;

import java.io.IOException;
import java.util.Arrays;

import sc.fiji.img2img.io.JsonFile;

/**
 * How a model's latents relate to what its VAE gives and takes.
 * <p>
 * Immutable. Keys: AutoencoderKL in diffusers.
 * </p>
 */
public final class VaeConfig {

	/** The channels of the levels of the published models' autoencoders. */
	private static final int[] USUAL = { 128, 256, 512, 512 };

	private final double scalingFactor;

	private final double shiftFactor;

	private final float[] mean;

	private final float[] std;

	private final int sampleSize;

	private VaeConfig(JsonFile config, double defaultValue) throws IOException {
		scalingFactor = config.number("scaling_factor", defaultValue);
		shiftFactor = config.number("shift_factor", 0);
		mean = config.numbers("latents_mean");
		std = config.numbers("latents_std");
		sampleSize = (int) config.number("sample_size", 512);
		if (!(scalingFactor > 0)) throw new IOException("The VAE's scaling_factor should be above 0, but is " +
			scalingFactor + ".");
	}

	/** Whether a VAE of such levels has the measures of Stable Diffusion's own. */
	static boolean isUsual(int... channels) {
		return Arrays.equals(channels, USUAL);
	}

	/** @param scalingFactor where the configuration does not state it */
	static VaeConfig of(JsonFile config, double scalingFactor) throws IOException {
		return new VaeConfig(config, scalingFactor);
	}

	/**
	 * Returns if the latents may have so many channels.
	 *
	 * @throws IOException if the configuration states numbers for each channel, but for more or fewer
	 */
	public void requireChannels(int channels) throws IOException {
		require("latents_mean", mean, channels);
		require("latents_std", std, channels);
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

	private static void require(String key, float[] numbers, int channels) throws IOException {
		if (numbers != null && numbers.length != channels) throw new IOException("The VAE's " + key + " should have " +
			channels + " numbers, one for each channel of a latent, but has " + numbers.length + ".");
	}
}
