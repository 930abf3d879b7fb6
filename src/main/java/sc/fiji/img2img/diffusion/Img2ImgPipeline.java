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
package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import net.imglib2.FinalInterval;

import sc.fiji.img2img.diffusion.scheduler.Scheduler;
import sc.fiji.img2img.lora.Coverage;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.random.NoiseField;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tile.TileSize;
import sc.fiji.img2img.tile.Windows;

/**
 * The whole way of an image: encoded to a latent, noised part of the way, denoised under the prompts, decoded.
 * <p>
 * Numbers agree with diffusers' img2img and inpainting pipelines of the model's family. Networks are loaded once and
 * kept until {@link #close()}, which frees their native memory. One run at a time; not thread-safe.
 * </p>
 */
public final class Img2ImgPipeline implements AutoCloseable {

	/** The largest size that a graph may be fixed to, in pixels. */
	private static final int MAX_SIZE = 8192;

	/** The share of a window that lies in the next one at strength 0, and how much more it is at 1. */
	private static final double LEAST_OVERLAP = 0.125;
	private static final double MORE_OVERLAP = 0.25;

	/** Larger images are encoded anew in each run, since their latents take much memory. */
	private static final long REMEMBERED_PIXELS = 2048 * 2048;

	/** How wide and high a part of a large image shows what colours latents stand for. */
	private static final int PREVIEWED_EDGE = 1024;

	private final Architecture architecture;

	private final SchedulerChoice schedulers;

	private final TextStack text;

	private final LatentSpace latents;

	private final DenoisingNetwork network;

	private final NetworkLoading loading;

	private final LazyDecoder small;

	private final MemoryPlan memory;

	/** The LoRAs that were found to fit the model. */
	private final Map<LoraFile, Coverage> fitting = new HashMap<>();

	private final Memo<List<Object>, LatentDistribution> encoded = Memo.ofLast(16);

	private final Memo<List<Object>, NoiseTape> noise = Memo.ofLast(8);

	private Img2ImgPipeline(Architecture architecture, Provider provider, SchedulerChoice schedulers, ModelParts parts) {
		this.architecture = architecture;
		this.schedulers = schedulers;
		text = parts.text();
		latents = parts.latents();
		network = parts.network();
		loading = new NetworkLoading(network, provider.loadsBesideRuns());
		small = new LazyDecoder(architecture, provider);
		memory = MemoryPlan.of(provider, text.bytes(), latents.bytes(), network.bytes());
	}

	/**
	 * Opens a model. The networks that LoRAs can change are read and checked here, but loaded by the first run, with its LoRAs.
	 *
	 * @param provider what is to run it
	 * @throws IOException if a file is missing, damaged or not what it should be; nothing stays loaded then
	 */
	public static Img2ImgPipeline open(Architecture architecture, Provider provider, RunControl control)
		throws IOException
	{
		SchedulerChoice schedulers = architecture.schedulers();
		ModelParts parts = ModelParts.open(architecture, provider, control);
		try {
			Img2ImgPipeline pipeline = new Img2ImgPipeline(architecture, provider, schedulers, parts);
			pipeline.checkSizes();
			return pipeline;
		}
		catch (IOException | RuntimeException e) {
			parts.close(e);
			throw e;
		}
	}

	/** The sizes of images that the model takes, in pixels. */
	public SizeRule sizes() {
		return network.sizes().times(latents.factor()).or(latents.sizes());
	}

	/** How many pixels along an edge one place of a latent stands for. */
	public int factor() {
		return latents.factor();
	}

	/** The edge of the images that the model was trained with, in pixels; 0 if it is not known. */
	public int trainedEdge() {
		return network.trainedEdge() * latents.factor();
	}

	/**
	 * The windows that an image is denoised through, in pixels: the higher the strength, the more they overlap. Models of a
	 * fixed size see images whole.
	 *
	 * @param width a size that the model takes
	 * @param height a size that the model takes
	 * @param strength 0 to 1
	 */
	public Windows windows(TileSize tile, int width, int height, double strength) {
		int edge = tile.edge(width, height, trainedEdge());
		if (edge == 0 || sizes().height() > 0) return Windows.whole(width, height);
		return Windows.of(width, height, edge, (int) (edge * (LEAST_OVERLAP + MORE_OVERLAP * strength)), sizes().multiple());
	}

	/** The steps that a job with these values would run. */
	public StepPlan plan(int steps, double strength, boolean exact) {
		return schedulers.plan(steps, strength, exact);
	}

	/**
	 * Runs a job.
	 *
	 * @return the final latents, one [1, C, h, w] per seed
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 * @throws IllegalArgumentException if no step would run, or a value does not suit the model
	 */
	public List<Tensor> denoise(DiffusionJob job, RunControl control) throws IOException {
		StepPlan plan = plan(job.steps, job.strength, job.exactSteps);
		if (plan.isEmpty()) throw new IllegalArgumentException("At strength " + job.strength + " none of the " + job.steps +
			" steps would run.");
		if (job.deepCache && network.layers() == null) throw new IllegalArgumentException(
			"deepcache is for networks with deep layers to leave out, and that of " + architecture + " has none; leave it off.");
		if (!job.guidanceInterval.isWhole() && job.guidance.isActive() && network.takesGuidance()) throw new IllegalArgumentException(
			"guidanceinterval is for networks that are asked about two prompts, and that of " + architecture +
				" was trained to guide by itself, in every step; leave it off.");
		if (job.decoder == DecoderChoice.TINY) small.open(control);
		// NB: before anything that takes long, since the scheduler's name and configuration are checked here.
		Scheduler clock = schedulers.create(job, plan);
		boolean releases = memory.releases(job.memory, (long) job.windows.width() * job.windows.height(), control);
		ConditionPair prompts = prompts(job, control);
		if (releases) text.release();
		loading.check(control.cancellation());
		ImageSource pixels = read(job.image);
		LatentDistribution image = encode(pixels, job.tiled, control);
		boolean inpaints = network.channels() > latents.channels();
		MaskedImage masked = job.mask == null && !inpaints ? null : MaskedImage.of(pixels, job.mask, latents.factor());
		LatentDistribution hole = masked == null ? null : encode(masked.hole(), job.tiled, control);
		if (releases) latents.release();
		List<Trajectory> rows = new ArrayList<>();
		int first = plan.first() * clock.order();
		for (long seed : job.seeds)
			rows.add(new Trajectory(schedulers.create(job, plan), noise(job, seed), image, masked, hole, first, plan
				.strength() == 1, inpaints));
		if (loading.isGoingOn()) control.stage("Waiting for the network to be loaded");
		Conditions weights = loading.end(control.cancellation());
		ConditionPair conditions = prompts.map(prompt -> prompt.and(weights));
		double[] timesteps = clock.timesteps();
		double[] calls = Arrays.copyOfRange(timesteps, first, timesteps.length);
		if (job.forecast && ForecastingPredictor.asked(calls.length) == calls.length) noteShort("forecast", plan, control);
		if (job.deepCache && calls.length == 1) noteShort("deepcache", plan, control);
		Predictor predictor = job.deepCache ? cached(job, clock.order(), conditions, calls) : guided(network, job, conditions, calls);
		if (job.forecast) predictor = new ForecastingPredictor(predictor, calls.length);
		if (inpaints) predictor = new InpaintingPredictor(predictor, masked.latentMask(), Tensor.concatenate(rows.stream().map(
			Trajectory::hole).toArray(Tensor[]::new)));
		Denoiser denoiser = new Denoiser(predictor, conditions.positive(), preview(job.decoder, () -> mixture(image, pixels), control));
		denoiser.run(rows, timesteps, first, plan.running(), control);
		if (releases) network.release();
		return rows.stream().map(Trajectory::latent).collect(Collectors.toList());
	}

	/**
	 * The image of a latent.
	 *
	 * @param tiled whether a large image may be made in tiles
	 * @return [1, 3, H, W]; about -1 to 1, not clipped
	 */
	public Tensor decode(Tensor latent, boolean tiled, RunControl control) {
		control.stage("Decoding the image");
		return space(tiled).decode(latent, control);
	}

	/** As {@link #decode(Tensor, boolean, RunControl)}, by the small decoder where a job asked for it. */
	public Tensor decode(Tensor latent, DecoderChoice decoder, boolean tiled, RunControl control) throws IOException {
		if (decoder != DecoderChoice.TINY) return decode(latent, tiled, control);
		control.stage("Decoding the image");
		return small.open(control).decode(latent, tiled, control);
	}

	/** As {@link #decode(Tensor, DecoderChoice, boolean, RunControl)}, with a large image handed over part by part. */
	public void decode(Tensor latent, DecoderChoice decoder, ImageSink sink, RunControl control) throws IOException {
		control.stage("Decoding the image");
		if (decoder == DecoderChoice.TINY) small.open(control).decode(latent, sink, control);
		else space(true).decode(latent, sink, control);
	}

	/** How much of a LoRA the model has a place for; null before the first run with it. */
	public Coverage coverage(LoraFile file) {
		return fitting.get(file);
	}

	@Override
	public void close() {
		text.close();
		latents.close();
		loading.close();
		small.close();
	}

	/** How often networks that LoRAs can change were loaded. */
	public int loads() {
		return network.loads() + text.loads() + latents.loads();
	}

	// -- Helper methods --

	/** An image that is not large is read once, whole, since all of it is needed several times. */
	private static ImageSource read(ImageSource image) {
		return isLarge(image) ? image : ImageSource.of(image.whole());
	}

	/** The distribution of an image's latent, encoded now if it was not before. */
	private LatentDistribution encode(ImageSource image, boolean tiled, RunControl control) {
		if (isLarge(image)) {
			control.stage("Encoding the image");
			return space(tiled).encode(image, control);
		}
		Tensor whole = image.whole();
		return encoded.get(List.of(whole.fingerprint(), tiled), key -> {
			control.stage("Encoding the image");
			return space(tiled).encode(whole, control);
		});
	}

	private static boolean isLarge(ImageSource image) {
		return (long) image.width() * image.height() > REMEMBERED_PIXELS;
	}

	/** The middle of large images suffices to learn the colours. */
	private LatentPreview mixture(LatentDistribution latent, ImageSource image) {
		Tensor mean = latent.mean();
		if (!isLarge(image)) return LatentPreview.fit(mean, image.whole());
		int factor = latents.factor();
		int width = Math.min(mean.dim(3), PREVIEWED_EDGE / factor);
		int height = Math.min(mean.dim(2), PREVIEWED_EDGE / factor);
		long left = (mean.dim(3) - width) / 2;
		long top = (mean.dim(2) - height) / 2;
		return LatentPreview.fit(ImageSource.of(mean).part(FinalInterval.createMinSize(left, top, width, height)), image.part(
			FinalInterval.createMinSize(left * factor, top * factor, (long) width * factor, (long) height * factor)));
	}

	/** As {@link #guided}, with the deep layers asked in every other call only. */
	private Predictor cached(DiffusionJob job, int order, ConditionPair conditions, double[] timesteps) {
		// NB: of the two calls of a step, a forecast leaves one out.
		DeepCache cache = DeepCache.of(network.layers(), job.forecast ? 1 : order, (long) job.windows.width() * job.windows.height());
		return cache.around(guided(cache.network(), job, conditions, timesteps));
	}

	/** A network, asked about windows and both prompts as the job says, at the timesteps of its calls. */
	private Predictor guided(Predictor asked, DiffusionJob job, ConditionPair conditions, double[] timesteps) {
		UnaryOperator<Predictor> windowed = predictor -> job.windows.count() == 1 ? predictor : new WindowedPredictor(predictor,
			job.windows.shrunk(latents.factor()));
		UnaryOperator<Predictor> guided = predictor -> conditions.negative() == null ? predictor : job.guidanceInterval.limit(
			timesteps, new GuidedPredictor(predictor, job.guidance, conditions.negative()), predictor);
		// NB: where each number is guided by itself, the answers to both prompts need not be kept for the whole image.
		return job.guidance.isLocal() ? windowed.apply(guided.apply(asked)) : guided.apply(windowed.apply(asked));
	}

	/** Says that a setting which leaves out work finds none to leave out. */
	private static void noteShort(String setting, StepPlan plan, RunControl control) {
		control.note(setting + " leaves nothing out of a run as short as this one (" + plan + ")");
	}

	private LatentSpace space(boolean tiled) {
		return tiled ? latents.tiled() : latents;
	}

	/** What makes pictures of latents while they are denoised, where somebody looks. */
	private UnaryOperator<Tensor> preview(DecoderChoice decoder, Supplier<LatentPreview> mixture, RunControl control) {
		UnaryOperator<Tensor> mixing = LatentPreview.whenAsked(mixture);
		boolean decodes = decoder != DecoderChoice.FULL && small.exists();
		return decodes ? latent -> small.preview(latent, mixing, control) : mixing;
	}

	private NoiseSource noise(DiffusionJob job, long seed) {
		int factor = latents.factor();
		if (job.place != null) return NoiseField.of(job.noise, seed, job.place[0] / factor, job.place[1] / factor, job.image
			.width() / factor, job.image.height() / factor);
		return noise.get(List.of(job.noise, seed), key -> new NoiseTape(() -> job.noise.seeded(seed))).play();
	}

	/** What the network is told of a job, but for its LoRAs' weights: a row for each image. Begins to load the network. */
	private ConditionPair prompts(DiffusionJob job, RunControl control) throws IOException {
		requireFitting(job.loras, control);
		loading.begin(job.loras, job.seeds.length, job.deepCache, control);
		text.use(job.loras, control);
		boolean guided = job.guidance.isActive() && !network.takesGuidance();
		List<ConditionPair> images = new ArrayList<>();
		for (int i = 0; i < job.seeds.length; i++)
			images.add(text.encode(job, guided, i, control));
		return ConditionPair.concatenate(images).map(prompts -> network.fit(prompts, job.guidance));
	}

	private void requireFitting(List<Lora> loras, RunControl control) throws IOException {
		for (Lora lora : loras) {
			if (fitting.containsKey(lora.file())) continue;
			Coverage coverage = Coverage.of(architecture.loras(), lora.file(), control.cancellation());
			coverage.require();
			fitting.put(lora.file(), coverage);
			control.stage("LoRA " + lora.file() + ": " + coverage);
		}
	}

	private void checkSizes() throws IOException {
		int height = sizes().height();
		int width = sizes().width();
		boolean open = height < 0 && width < 0;
		if (!open && (height < 0 || width < 0 || Math.max(height, width) > MAX_SIZE)) throw new IOException("The graphs of " +
			architecture + " take images of " + (height < 0 ? "any height" : height + " pixels of height") + " and " + (width < 0
				? "any width" : width + " pixels of width") + "; export them with dynamic axes, or with both sizes fixed to at most " +
			MAX_SIZE + " pixels.");
	}
}
