package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.model.VaeConfig;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.rewrite.VaeMoments;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The autoencoder: images to latents and back.
 * <p>
 * Images are [1, 3, H, W] in -1 to 1, latents [1, C, H / factor, W / factor], scaled as the UNet wants them. Arithmetic:
 * AutoencoderKL and DiagonalGaussianDistribution in diffusers. Whoever opens one closes it.
 * </p>
 */
final class Vae implements AutoCloseable {

	/** Images of more pixels than this are taken through the VAE tile by tile. */
	private static final int UNTILED_PIXELS = 1024 * 1024;

	/** How many channels the latents have that the UNets of this kind take. */
	private static final int CHANNELS = 4;

	private final VaeConfig config;

	private final int factor;

	private final OnnxSession encoder;

	private final OnnxSession decoder;

	/** Whether all images go in tiles, since the device's memory did not suffice for one that was whole. */
	private boolean tilesAlways;

	private Vae(VaeConfig config, int factor, OnnxSession encoder, OnnxSession decoder) {
		this.config = config;
		this.factor = factor;
		this.encoder = encoder;
		this.decoder = decoder;
	}

	static Vae open(ModelDirectory directory, Provider provider, Cancellation cancellation) throws IOException {
		VaeConfig config = directory.vae();
		OnnxModel encoder = directory.component(ModelDirectory.VAE_ENCODER).read(provider.exactFloats(), cancellation);
		int factor = 1 << Component.halvings(encoder);
		new VaeMoments().apply(encoder);
		OnnxModel decoder = directory.component(ModelDirectory.VAE_DECODER).read(provider.exactFloats(), cancellation);
		GraphRewrite.DROP_DEAD_INPUTS.apply(encoder);
		GraphRewrite.DROP_DEAD_INPUTS.apply(decoder);
		check(encoder, "VAE encoder", 3);
		check(decoder, "VAE decoder", CHANNELS);
		OnnxSession opened = OnnxSession.open(encoder, provider);
		try {
			return new Vae(config, factor, opened, OnnxSession.open(decoder, provider));
		}
		catch (IOException | RuntimeException e) {
			opened.close();
			throw e;
		}
	}

	/** How many pixels along an edge one latent element stands for. */
	int factor() {
		return factor;
	}

	/** The session of the encoder's graph, for its fixed sizes. */
	OnnxSession encoder() {
		return encoder;
	}

	/**
	 * The distribution of an image's latent.
	 *
	 * @param tiled whether a large image may be taken in tiles
	 * @return mean and logarithm of the variance, stacked along the channels: [1, 2 C, h, w]
	 */
	Tensor moments(Tensor image, boolean tiled, RunControl control) {
		int tile = tile();
		Tensor moments = run(encoder, image, TiledMap.of(tile, tile / factor), tiled && isLarge(image.dim(2), image.dim(3)),
			tile, control);
		return Stage.ENCODER.checked(moments);
	}

	/**
	 * Draws a latent from its distribution and scales it for the UNet.
	 *
	 * @param noise gives one draw of the latent's size
	 */
	Tensor sample(Tensor moments, NoiseSource noise) {
		int channels = moments.dim(1) / 2;
		int size = moments.dim(2) * moments.dim(3);
		float[] draw = noise.next(channels * size);
		float[] latent = new float[draw.length];
		for (int i = 0; i < latent.length; i++) {
			float logVariance = Math.max(-30, Math.min(20, moments.data()[latent.length + i]));
			float deviation = (float) Math.exp(0.5f * logVariance);
			latent[i] = scale(moments.data()[i] + deviation * draw[i], i / size);
		}
		return Tensor.of(latent, 1, channels, moments.dim(2), moments.dim(3));
	}

	/**
	 * The image of a latent.
	 *
	 * @param tiled whether a large image may be made in tiles
	 */
	Tensor decode(Tensor latent, boolean tiled, RunControl control) {
		float[] data = new float[latent.data().length];
		int size = latent.dim(2) * latent.dim(3);
		for (int i = 0; i < data.length; i++)
			data[i] = unscale(latent.data()[i], i / size);
		Tensor unscaled = Tensor.of(data, latent.shape());
		int tile = tile();
		Tensor image = run(decoder, unscaled, TiledMap.of(tile / factor, tile), tiled && isLarge(latent.dim(2) * factor, latent
			.dim(3) * factor), tile / factor, control);
		return Stage.DECODER.checked(image);
	}

	@Override
	public void close() {
		encoder.close();
		decoder.close();
	}

	// -- Helper methods --

	private static void check(OnnxModel model, String role, int channels) throws IOException {
		List<ValueInfo> inputs = model.graph().inputs();
		int found = inputs.size() == 1 ? Component.channels(model, inputs.get(0)) : 0;
		if (found != channels && found != -1) throw new IOException(model.file() + " is not a " + role +
			": it should have one input, of " + channels + " channels, but has " + (inputs.size() == 1 ? "one of " + found
				: inputs.toString()) + ".");
	}

	/** The edge of a tile in pixels: whole latent elements, and so are the quarters by which tiles overlap. */
	private int tile() {
		int unit = 4 * factor;
		return Math.max(1, config.sampleSize() / unit) * unit;
	}

	private static boolean isLarge(int height, int width) {
		return (long) height * width > UNTILED_PIXELS;
	}

	/** @param edge of a tile, in elements of the input */
	private Tensor run(OnnxSession session, Tensor input, TiledMap tiles, boolean tiled, int edge,
		RunControl control)
	{
		boolean divisible = Math.max(input.dim(2), input.dim(3)) > edge;
		if (!tiled && !(tilesAlways && divisible)) try {
			return run(session, input, control.cancellation());
		}
		catch (OutOfDeviceMemoryException e) {
			if (!divisible) throw e;
			tilesAlways = true;
			control.note("The device's memory does not suffice for the whole image; the VAE goes on in tiles");
		}
		return tiles.apply(input, part -> run(session, part, control.cancellation()));
	}

	private Tensor run(OnnxSession session, Tensor input, Cancellation cancellation) {
		Tensor result = session.run(Map.of(session.inputs().get(0).name(), input), cancellation).values().iterator().next();
		if (session == encoder) AnswerShape.require("The VAE encoder", result, 1, 2 * CHANNELS, input.dim(2) / factor,
			input.dim(3) / factor);
		else AnswerShape.require("The VAE decoder", result, 1, 3, (long) input.dim(2) * factor,
			(long) input.dim(3) * factor);
		return result;
	}

	private float scale(float value, int channel) {
		float factorFloat = (float) config.scalingFactor();
		if (config.mean() == null) return (value - (float) config.shiftFactor()) * factorFloat;
		return (value - config.mean()[channel]) * factorFloat / config.std()[channel];
	}

	private float unscale(float value, int channel) {
		float factorFloat = (float) config.scalingFactor();
		if (config.mean() == null) return value / factorFloat + (float) config.shiftFactor();
		return value * config.std()[channel] / factorFloat + config.mean()[channel];
	}
}
