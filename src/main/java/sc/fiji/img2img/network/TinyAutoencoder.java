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

/** A small autoencoder that was distilled from a large one (madebyollin's TAESD): AutoencoderTiny. */
public final class TinyAutoencoder {

	private static final int CHANNELS = 64;

	/** How often height and width are halved. */
	private static final int LEVELS = 3;

	/** The blocks of each level. */
	private static final int BLOCKS = 3;

	private final Scope layers;

	/** The place of the next layer with weights, or of an operation that torch counts as a layer. */
	private int next;

	private TinyAutoencoder(Scope layers) {
		this.layers = layers;
	}

	/**
	 * The graph from sample, [B, 3, H, W] in [-1, 1], to latents as the UNet takes them.
	 *
	 * @param file what messages call it; weights in files lie beside it
	 * @param latent the channels of a latent
	 * @throws IOException if a weight is missing or has another shape
	 */
	public static OnnxModel encoder(Path file, int latent, Weights weights, Form form) throws IOException {
		NetworkBuilder builder = new NetworkBuilder(file, weights, form);
		Value image = builder.input("sample", ElementType.FLOAT, 3, -1, 3, -1, -1);
		Value result = new TinyAutoencoder(builder.scope("encoder.layers")).encode(image, latent);
		builder.output("latents", result, -1, latent, -1, -1);
		return builder.model();
	}

	/** The graph from latent_sample to sample; as {@link #encoder}. */
	public static OnnxModel decoder(Path file, int latent, Weights weights, Form form) throws IOException {
		NetworkBuilder builder = new NetworkBuilder(file, weights, form);
		Value sample = builder.input("latent_sample", ElementType.FLOAT, latent, -1, latent, -1, -1);
		Value result = new TinyAutoencoder(builder.scope("decoder.layers")).decode(sample);
		builder.output("sample", result, -1, 3, -1, -1);
		return builder.model();
	}

	// -- Helper methods --

	private Value encode(Value image, int latent) throws IOException {
		Value x = block(convolution(layers.scale(image, 0.5, 0.5), CHANNELS));
		for (int level = 0; level < LEVELS; level++)
			x = blocks(scope().convolution(x, CHANNELS, 2, false, 1, 1, 1, 1));
		return convolution(x, latent);
	}

	private Value decode(Value latent) throws IOException {
		Value limited = layers.scale(layers.tanh(layers.scale(latent, 1.0 / 3, 0)), 3, 0);
		Value x = layers.relu(convolution(limited, CHANNELS));
		next++;
		for (int level = 0; level < LEVELS; level++) {
			x = layers.enlarge(blocks(x), null);
			next++;
			x = scope().convolution(x, CHANNELS, 1, false, 1, 1, 1, 1);
		}
		return layers.scale(convolution(block(x), 3), 2, -1);
	}

	private Value blocks(Value input) throws IOException {
		Value x = input;
		for (int i = 0; i < BLOCKS; i++)
			x = block(x);
		return x;
	}

	/** Three convolutions around which the input goes. */
	private Value block(Value x) throws IOException {
		Scope convolutions = scope().at("conv");
		Value h = layers.relu(convolutions.at("0").convolution(x, CHANNELS, 3));
		h = layers.relu(convolutions.at("2").convolution(h, CHANNELS, 3));
		h = convolutions.at("4").convolution(h, CHANNELS, 3);
		return layers.relu(layers.add(h, x));
	}

	private Value convolution(Value x, int out) throws IOException {
		return scope().convolution(x, out, 3);
	}

	private Scope scope() {
		return layers.at(Integer.toString(next++));
	}
}
