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
package sc.fiji.img2img.network;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/** The networks between images and latents (Rombach et al. 2022): AutoencoderKL. */
public final class Autoencoder {

	private static final float EPSILON = 1e-6f;

	private final NetworkBuilder builder;

	private final AutoencoderConfig config;

	private Autoencoder(NetworkBuilder builder, AutoencoderConfig config) {
		this.builder = builder;
		this.config = config;
	}

	/**
	 * The graph from sample, [B, 3, H, W] in [-1, 1], to latent_parameters: mean and logarithm of the variance, stacked
	 * along the channels.
	 *
	 * @param file what messages call it; weights in files lie beside it
	 * @throws IOException if a weight is missing or has another shape
	 */
	public static OnnxModel encoder(Path file, AutoencoderConfig config, Weights weights, Form form) throws IOException {
		NetworkBuilder builder = new NetworkBuilder(file, weights, form);
		new Autoencoder(builder, config).encode(builder.scope("encoder"));
		return builder.model();
	}

	/** The graph from latent_sample, unscaled, to sample; as {@link #encoder}. */
	public static OnnxModel decoder(Path file, AutoencoderConfig config, Weights weights, Form form) throws IOException {
		NetworkBuilder builder = new NetworkBuilder(file, weights, form);
		new Autoencoder(builder, config).decode(builder.scope("decoder"));
		return builder.model();
	}

	// -- Helper methods --

	private void encode(Scope encoder) throws IOException {
		Value image = builder.input("sample", ElementType.FLOAT, 3, -1, 3, -1, -1);
		Value x = encoder.at("conv_in").convolution(image, config.channels[0], 3);
		for (int level = 0; level < config.channels.length; level++) {
			Scope block = encoder.at("down_blocks", level);
			x = resnets(block, config.layers, config.channels[level], x);
			// NB: the border is on the right and below only.
			if (level < config.channels.length - 1) x = block.at("downsamplers.0.conv").convolution(x, config.channels[level],
				2, true, 0, 0, 1, 1);
		}
		x = finish(encoder, middle(encoder.at("mid_block"), x), 2 * config.latent);
		Scope moments = builder.scope("quant_conv");
		if (moments.has("weight")) x = moments.convolution(x, 2 * config.latent, 1);
		builder.output("latent_parameters", x, -1, 2 * config.latent, -1, -1);
	}

	private void decode(Scope decoder) throws IOException {
		int levels = config.channels.length;
		Value latent = builder.input("latent_sample", ElementType.FLOAT, config.latent, -1, config.latent, -1, -1);
		Scope sample = builder.scope("post_quant_conv");
		Value x = sample.has("weight") ? sample.convolution(latent, config.latent, 1) : latent;
		x = decoder.at("conv_in").convolution(x, config.channels[levels - 1], 3);
		x = middle(decoder.at("mid_block"), x);
		for (int i = 0; i < levels; i++) {
			Scope block = decoder.at("up_blocks", i);
			int channels = config.channels[levels - 1 - i];
			x = resnets(block, config.layers + 1, channels, x);
			if (i < levels - 1) x = block.at("upsamplers.0.conv").convolution(block.at("upsamplers.0").enlarge(x, null),
				channels, 3);
		}
		builder.output("sample", finish(decoder, x, 3), -1, 3, -1, -1);
	}

	private Value resnets(Scope block, int count, int channels, Value input) throws IOException {
		Value x = input;
		for (int i = 0; i < count; i++)
			x = Resnet.timeless(block.at("resnets", i), channels, config.groups).apply(x, null);
		return x;
	}

	/** Two resnets with attention among all pixels between them. */
	private Value middle(Scope block, Value input) throws IOException {
		Value x = Resnet.timeless(block.at("resnets.0"), input.channels(), config.groups).apply(input, null);
		if (config.attention) {
			Scope attention = block.at("attentions.0");
			Value pixels = attention.tokens(attention.at("group_norm").groupNorm(x, config.groups, EPSILON));
			x = attention.add(attention.image(new Attention(attention, 1).ofPixels(pixels), x), x);
		}
		return Resnet.timeless(block.at("resnets.1"), x.channels(), config.groups).apply(x, null);
	}

	private Value finish(Scope half, Value x, int channels) throws IOException {
		Value normal = half.silu(half.at("conv_norm_out").groupNorm(x, config.groups, EPSILON));
		return half.at("conv_out").convolution(normal, channels, 3);
	}
}
