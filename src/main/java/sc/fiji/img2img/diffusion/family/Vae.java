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
package sc.fiji.img2img.diffusion.family;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.diffusion.DeviceMemory;
import sc.fiji.img2img.diffusion.LatentDistribution;
import sc.fiji.img2img.diffusion.LatentSpace;
import sc.fiji.img2img.diffusion.SizeRule;
import sc.fiji.img2img.diffusion.TiledMap;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.model.VaeConfig;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.rewrite.VaeMoments;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The latent space of a variational autoencoder.
 * <p>
 * Arithmetic: AutoencoderKL in diffusers.
 * </p>
 */
final class Vae implements LatentSpace {

	/** Images of more pixels than this are taken through the VAE tile by tile, where that may be. */
	static final int UNTILED_PIXELS = 1024 * 1024;

	/** What the output of an encoder is called that gives latents. */
	private static final String LATENTS = "latents";

	private static final GraphRewrite UNCHANGED = graph -> {};

	private final Networks networks;

	private final int channels;

	private final LatentScale scale;

	/** The edge of a tile in pixels: whole latent elements, and so are the quarters by which tiles overlap. */
	private final int tile;

	/** Whether large images go in tiles. */
	private final boolean tiled;

	private Vae(Networks networks, int channels, LatentScale scale, int tile, boolean tiled) {
		this.networks = networks;
		this.channels = channels;
		this.scale = scale;
		this.tile = tile;
		this.tiled = tiled;
	}

	/**
	 * Loads an autoencoder.
	 *
	 * @param channels how many the family's latents have
	 * @throws IOException if a graph is not what it should be, or cannot be loaded; nothing stays loaded then
	 */
	static Vae open(Component encoder, Component decoder, VaeConfig config, int channels, Provider provider,
		DeviceMemory memory, Cancellation cancellation) throws IOException
	{
		LatentScale scale = LatentScale.of(config, channels);
		OnnxModel encoding = encoder.read(provider, true, cancellation);
		int factor = 1 << Component.halvings(encoding);
		GraphRewrite moments = graph -> {
			new VaeMoments().apply(graph);
			GraphRewrite.DROP_DEAD_INPUTS.apply(graph);
		};
		moments.apply(encoding);
		OnnxModel decoding = decoder.read(provider, true, cancellation);
		GraphRewrite.DROP_DEAD_INPUTS.apply(decoding);
		check(encoding, "VAE encoder", 3);
		check(decoding, "VAE decoder", channels);
		int unit = 4 * factor;
		int tile = Math.max(1, config.sampleSize() / unit) * unit;
		Networks networks = new Networks(RewritableSession.open(encoding, moments, provider), RewritableSession.open(decoding,
			GraphRewrite.DROP_DEAD_INPUTS, provider), factor, memory);
		try {
			networks.encoder.use("", UNCHANGED, cancellation);
			networks.decoder.use("", UNCHANGED, cancellation);
			return new Vae(networks, channels, scale, tile, false);
		}
		catch (IOException | RuntimeException e) {
			networks.encoder.close();
			throw e;
		}
	}

	@Override
	public int channels() {
		return channels;
	}

	@Override
	public int factor() {
		return networks.factor;
	}

	@Override
	public SizeRule sizes() {
		ValueInfo image = networks.encoder.inputs().get(0);
		return SizeRule.of(networks.factor, image.dim(2), image.dim(3));
	}

	@Override
	public LatentSpace tiled() {
		return new Vae(networks, channels, scale, tile, true);
	}

	@Override
	public LatentDistribution encode(Tensor image, RunControl control) {
		return encode(ImageSource.of(image), control);
	}

	@Override
	public LatentDistribution encode(ImageSource image, RunControl control) {
		Tensor moments = run(networks.encoder, image, TiledMap.of(tile, tile / networks.factor), isLarge(image.height(), image
			.width()), tile, control);
		return networks.isExact ? FixedLatent.of(Stage.ENCODER.checked(moments), scale) : GaussianLatent.of(Stage.ENCODER
			.checked(moments), scale);
	}

	@Override
	public Tensor decode(Tensor latent, RunControl control) {
		return Stage.DECODER.checked(run(networks.decoder, scaled(latent), decoding(), isOfLarge(latent), tile / networks.factor,
			control));
	}

	@Override
	public void decode(Tensor latent, ImageSink sink, RunControl control) {
		if (!isOfLarge(latent)) LatentSpace.super.decode(latent, sink, control);
		else decoding().apply(scaled(latent), part -> Stage.DECODER.checked(run(networks.decoder, part, control
			.cancellation())), sink, control);
	}

	@Override
	public void release() {
		networks.encoder.release();
		networks.decoder.release();
	}

	@Override
	public long bytes() {
		return networks.encoder.bytes() + networks.decoder.bytes();
	}

	@Override
	public int loads() {
		return networks.encoder.loads() + networks.decoder.loads() - 2;
	}

	@Override
	public void close() {
		networks.encoder.close();
		networks.decoder.close();
	}

	// -- Helper methods --

	private TiledMap decoding() {
		return TiledMap.of(tile / networks.factor, tile);
	}

	/** A latent as the decoder takes it, part by part. */
	private ImageSource scaled(Tensor latent) {
		ImageSource source = ImageSource.of(latent);
		return ImageSource.of(source.width(), source.height(), part -> scale.undo(source.part(part)));
	}

	private static void check(OnnxModel model, String role, int channels) throws IOException {
		List<ValueInfo> inputs = model.graph().inputs();
		int found = inputs.size() == 1 ? Component.channels(model, inputs.get(0)) : 0;
		if (found != channels && found != -1) throw new IOException(model.file() + " is not a " + role +
			": it should have one input, of " + channels + " channels, but has " + (inputs.size() == 1 ? "one of " + found
				: inputs.toString()) + ".");
	}

	private boolean isLarge(int height, int width) {
		return tiled && (long) height * width > UNTILED_PIXELS;
	}

	/** Whether it is the latent of a large image. */
	private boolean isOfLarge(Tensor latent) {
		return isLarge(latent.dim(2) * networks.factor, latent.dim(3) * networks.factor);
	}

	/** @param edge of a tile, in elements of the input */
	private Tensor run(RewritableSession session, ImageSource input, TiledMap tiles, boolean large, int edge, RunControl control) {
		boolean divisible = Math.max(input.height(), input.width()) > edge;
		if (!large && (networks.memory.takesWholeImages() || !divisible)) try {
			return run(session, input.whole(), control.cancellation());
		}
		catch (OutOfDeviceMemoryException e) {
			if (!divisible) throw e;
			networks.memory.refuseWholeImages(control);
		}
		return tiles.apply(input, part -> run(session, part, control.cancellation()), control);
	}

	private Tensor run(RewritableSession session, Tensor input, Cancellation cancellation) {
		load(session, cancellation);
		Tensor result = session.run(Map.of(session.inputs().get(0).name(), input), cancellation).values().iterator().next();
		int factor = networks.factor;
		int encoded = networks.isExact ? channels : 2 * channels;
		if (session == networks.encoder) AnswerShape.require("The VAE encoder", result, 1, encoded, input.dim(2) / factor,
			input.dim(3) / factor);
		else AnswerShape.require("The VAE decoder", result, 1, 3, (long) input.dim(2) * factor, (long) input.dim(3) * factor);
		return result;
	}

	/** Loads what was released. */
	private static void load(RewritableSession session, Cancellation cancellation) {
		try {
			session.use("", UNCHANGED, cancellation);
		}
		catch (IOException e) {
			throw new InferenceException(e.getMessage(), e);
		}
	}

	/** What is loaded once, whether images go in tiles or not. */
	private static final class Networks {

		private final RewritableSession encoder;

		private final RewritableSession decoder;

		private final int factor;

		private final DeviceMemory memory;

		/** Whether the encoder gives latents, and not how likely they are. */
		private final boolean isExact;

		private Networks(RewritableSession encoder, RewritableSession decoder, int factor, DeviceMemory memory) {
			this.encoder = encoder;
			this.decoder = decoder;
			this.factor = factor;
			this.memory = memory;
			isExact = encoder.outputs().get(0).name().equals(LATENTS);
		}
	}
}
