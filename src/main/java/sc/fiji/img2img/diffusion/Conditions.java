package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.model.Family;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Everything that a UNet is told besides the latent and the timestep, for the positive and, under guidance, the negative
 * prompt. Immutable.
 */
final class Conditions {

	/** The aesthetic scores that diffusers gives to models which ask for one. */
	private static final float AESTHETIC_SCORE = 6;
	private static final float NEGATIVE_AESTHETIC_SCORE = 2.5f;

	/** For each image of the batch; they differ where LoRAs change the text encoders by different weights. */
	private final List<Conditioning> positives;

	/** For each image of the batch; null without guidance. */
	private final List<Conditioning> negatives;

	private final LoraRewrite loras;

	private final Tensor positiveTimeIds;

	private final Tensor negativeTimeIds;

	private final Tensor guidanceEmbedding;

	private Conditions(List<Conditioning> positives, List<Conditioning> negatives, Tensor positiveTimeIds,
		Tensor negativeTimeIds, Tensor guidanceEmbedding, LoraRewrite loras)
	{
		this.positives = positives;
		this.negatives = negatives;
		this.loras = loras;
		this.positiveTimeIds = positiveTimeIds;
		this.negativeTimeIds = negativeTimeIds;
		this.guidanceEmbedding = guidanceEmbedding;
	}

	static Conditions of(PromptEncoder prompts, Unet unet, ModelDirectory model, DiffusionJob job, LoraRewrite loras,
		RunControl control) throws IOException
	{
		ValueInfo embedding = unet.input(Unet.GUIDANCE_EMBEDDING);
		if (embedding != null && embedding.dim(1) < 4) throw new IllegalArgumentException("The UNet's input " + embedding +
			" should have a size of at least 4 along its second dimension, so that the guidance can be given to it.");
		// NB: a UNet that takes the guidance as an input was trained to give guided answers by itself.
		boolean guided = job.guidance.isActive() && embedding == null;
		List<Conditioning> positives = new ArrayList<>();
		List<Conditioning> negatives = new ArrayList<>();
		for (int row = 0; row < job.seeds.length; row++) {
			List<Conditioning> encoded = prompts.encode(job, guided, row, control);
			positives.add(encoded.get(0));
			if (guided) negatives.add(encoded.get(1));
		}
		checkFit(positives.get(0), unet.input(Unet.HIDDEN));
		Tensor positiveIds = null;
		Tensor negativeIds = null;
		if (model.family() != Family.SD) {
			positiveIds = timeIds(job.image, model.requiresAestheticsScore(), AESTHETIC_SCORE);
			negativeIds = timeIds(job.image, model.requiresAestheticsScore(), NEGATIVE_AESTHETIC_SCORE);
		}
		return new Conditions(positives, guided ? negatives : null, positiveIds, negativeIds, embedding == null ? null
			: guidanceEmbedding(job.guidance.scale() - 1, (int) embedding.dim(1)), loras);
	}

	/** Whether the UNet is asked about the negative prompt as well. */
	boolean hasNegative() {
		return negatives != null;
	}

	/**
	 * The tensors by input name: all rows under the negative prompt, if there is one, then all under the positive.
	 *
	 * @param images how many images are in the batch
	 */
	Map<String, Tensor> feeds(int images) {
		int[] rows = IntStream.range(0, hasNegative() ? 2 * images : images).map(row -> row % images).toArray();
		Map<String, Tensor> feeds = new LinkedHashMap<>(loras.feeds(rows));
		feeds.put(Unet.HIDDEN, stack(Conditioning::hidden));
		if (positiveTimeIds != null) {
			feeds.put(Unet.POOLED, stack(Conditioning::pooled));
			feeds.put(Unet.TIME_IDS, repeat(images, hasNegative() ? negativeTimeIds : null, positiveTimeIds));
		}
		if (guidanceEmbedding != null) feeds.put(Unet.GUIDANCE_EMBEDDING, repeat(images, null, guidanceEmbedding));
		return feeds;
	}

	private Tensor stack(Function<Conditioning, Tensor> tensor) {
		Stream<Conditioning> all = hasNegative() ? Stream.concat(negatives.stream(), positives.stream()) : positives.stream();
		return Tensor.concatenate(all.map(tensor).toArray(Tensor[]::new));
	}

	private static void checkFit(Conditioning prompt, ValueInfo input) {
		if (input == null) return;
		if (input.dim(2) > 0 && input.dim(2) != prompt.hidden().dim(2)) throw new IllegalArgumentException(
			"The model's text encoder and UNet do not belong together: the one gives " + prompt.hidden().dim(2) +
				" numbers per token, the other takes " + input.dim(2) + ".");
		if (input.dim(1) > 0 && input.dim(1) != prompt.hidden().dim(1)) throw new IllegalArgumentException(
			"The UNet was exported for prompts of " + input.dim(1) + " tokens only, but the prompts need " + prompt.hidden()
				.dim(1) + "; shorten them.");
	}

	private static Tensor repeat(int rows, Tensor first, Tensor second) {
		Tensor[] all = new Tensor[first == null ? rows : 2 * rows];
		Arrays.fill(all, second);
		if (first != null) Arrays.fill(all, 0, rows, first);
		return Tensor.concatenate(all);
	}

	/** SDXL's micro-conditioning: original size, crop and target size, or a score in the place of the last. */
	private static Tensor timeIds(Tensor image, boolean scored, float score) {
		float height = image.dim(2);
		float width = image.dim(3);
		return scored ? Tensor.of(new float[] { height, width, 0, 0, score }, 1, 5)
			: Tensor.of(new float[] { height, width, 0, 0, height, width }, 1, 6);
	}

	/** The sinusoidal embedding of a guidance scale less 1, as latent consistency models read it. */
	private static Tensor guidanceEmbedding(double guidance, int size) {
		int half = size / 2;
		float decay = (float) Math.log(10000) / (half - 1);
		float scaled = (float) guidance * 1000;
		float[] embedding = new float[size];
		for (int i = 0; i < half; i++) {
			float angle = scaled * (float) Math.exp(i * -decay);
			embedding[i] = (float) Math.sin(angle);
			embedding[half + i] = (float) Math.cos(angle);
		}
		return Tensor.of(embedding, 1, size);
	}
}
