package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.diffusion.scheduler.Scheduler;
import sc.fiji.img2img.lora.Coverage;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

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

	private final ModelDirectory model;

	private final SchedulerChoice schedulers;

	private final PromptEncoder prompts;

	private final Vae vae;

	private final Unet unet;

	/** The LoRAs that were found to fit the model. */
	private final Map<LoraFile, Coverage> fitting = new HashMap<>();

	private final Memo<List<Object>, Tensor> moments = Memo.ofLast(16);

	private final Memo<List<Object>, NoiseTape> noise = Memo.ofLast(8);

	private Img2ImgPipeline(ModelDirectory model, SchedulerChoice schedulers, PromptEncoder prompts, Vae vae,
		Unet unet)
	{
		this.model = model;
		this.schedulers = schedulers;
		this.prompts = prompts;
		this.vae = vae;
		this.unet = unet;
	}

	/**
	 * Opens a model. The networks that LoRAs can change are read and checked here, but loaded by the first run, with its LoRAs.
	 *
	 * @param provider what is to run it
	 * @throws IOException if a file is missing, damaged or not what it should be; nothing stays loaded then
	 */
	public static Img2ImgPipeline open(ModelDirectory model, Provider provider, RunControl control) throws IOException {
		List<AutoCloseable> opened = new ArrayList<>();
		try {
			SchedulerChoice schedulers = SchedulerChoice.of(model);
			control.stage("Reading the text encoder");
			PromptEncoder prompts = PromptEncoder.open(model, provider, control.cancellation());
			opened.add(prompts);
			control.check();
			control.stage("Loading the VAE");
			Vae vae = Vae.open(model, provider, control.cancellation());
			opened.add(vae);
			control.check();
			control.stage("Reading the UNet");
			Unet unet = Unet.open(model.component(ModelDirectory.UNET), provider, control.cancellation());
			opened.add(unet);
			control.check();
			Img2ImgPipeline pipeline = new Img2ImgPipeline(model, schedulers, prompts, vae, unet);
			pipeline.checkSizes();
			return pipeline;
		}
		catch (IOException | RuntimeException e) {
			closeAll(opened, e);
			throw e;
		}
	}

	/** The number of pixels that an image's width and height must be divisible by. */
	public int granularity() {
		return vae.factor() * unet.downsampling();
	}

	/** The height in pixels that the model's graphs are fixed to; -1 if they take any. */
	public int fixedHeight() {
		return fixed(2);
	}

	/** The width in pixels that the model's graphs are fixed to; -1 if they take any. */
	public int fixedWidth() {
		return fixed(3);
	}

	/** The steps that a job with these values would run. */
	public StepPlan plan(int steps, double strength, boolean exact) throws IOException {
		return plan(model, steps, strength, exact);
	}

	/** The steps that a job with these values would run on a model, which need not be loaded. */
	public static StepPlan plan(ModelDirectory model, int steps, double strength, boolean exact) throws IOException {
		if (model.isLatentConsistency()) return StepPlan.whole(steps, strength);
		return exact ? StepPlan.exact(steps, strength) : StepPlan.of(steps, strength);
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
		// NB: before anything that takes long, since the scheduler's name and configuration are checked here.
		Scheduler clock = schedulers.create(job, plan);
		LoraRewrite loras = use(job, control);
		Conditions conditions = Conditions.of(prompts, unet, model, job, loras, control);
		Tensor moments = moments(job.image, job.tiled, control);
		MaskedImage masked = job.mask == null && unet.channels() == 4 ? null
			: MaskedImage.of(job.image, job.mask, vae.factor());
		Tensor hole = masked == null ? null : moments(masked.hole(), job.tiled, control);
		List<Trajectory> rows = new ArrayList<>();
		int first = plan.first() * clock.order();
		for (long seed : job.seeds)
			rows.add(new Trajectory(vae, schedulers.create(job, plan), noise(job, seed), moments, masked, hole, first, plan
				.strength() == 1, unet.channels()));
		Denoiser denoiser = new Denoiser(unet, conditions, job.guidance, LatentPreview.fit(mean(moments), job.image));
		denoiser.run(rows, clock.timesteps(), first, plan.running(), control);
		List<Tensor> latents = new ArrayList<>();
		rows.forEach(row -> latents.add(row.latent()));
		return latents;
	}

	/**
	 * The image of a latent.
	 *
	 * @param tiled whether a large image may be made in tiles
	 * @return [1, 3, H, W]; about -1 to 1, not clipped
	 */
	public Tensor decode(Tensor latent, boolean tiled, RunControl control) {
		control.stage("Decoding the image");
		return vae.decode(latent, tiled, control);
	}

	/** How much of a LoRA the model has a place for; null before the first run with it. */
	public Coverage coverage(LoraFile file) {
		return fitting.get(file);
	}

	@Override
	public void close() {
		prompts.close();
		vae.close();
		unet.close();
	}

	/** How often networks that LoRAs can change were loaded. */
	public int loads() {
		return unet.loads() + prompts.loads();
	}

	// -- Helper methods --

	/** The distribution of an image's latent, encoded now if it was not before. */
	private Tensor moments(Tensor image, boolean tiled, RunControl control) {
		return moments.get(List.of(image.fingerprint(), tiled), () -> {
			control.stage("Encoding the image");
			return vae.moments(image, tiled, control);
		});
	}

	private NoiseSource noise(DiffusionJob job, long seed) {
		return noise.get(List.of(job.noise, seed), () -> new NoiseTape(() -> job.noise.seeded(seed))).play();
	}

	/** Has a job's LoRAs take part in what follows. */
	private LoraRewrite use(DiffusionJob job, RunControl control) throws IOException {
		for (Lora lora : job.loras) {
			if (fitting.containsKey(lora.file())) continue;
			Coverage coverage = Coverage.of(model, lora.file(), control.cancellation());
			coverage.require();
			fitting.put(lora.file(), coverage);
			control.stage("LoRA " + lora.file() + ": " + coverage);
		}
		LoraRewrite loras = LoraRewrite.of(Part.UNET, job.loras, job.mergedLoras);
		if (!prompts.isLoaded(job.loras, job.mergedLoras)) control.stage("Loading the text encoder");
		control.check();
		prompts.use(job.loras, job.mergedLoras, control.cancellation());
		if (!unet.isLoaded(loras)) control.stage("Loading the UNet");
		control.check();
		unet.use(loras, control.cancellation());
		return loras;
	}

	private Tensor mean(Tensor moments) {
		return vae.sample(moments, count -> new float[count]);
	}

	private void checkSizes() throws IOException {
		int height = fixedHeight();
		int width = fixedWidth();
		boolean open = height < 0 && width < 0;
		if (!open && (height < 0 || width < 0 || Math.max(height, width) > MAX_SIZE)) throw new IOException("The graphs of " +
			model + " take images of " + (height < 0 ? "any height" : height + " pixels of height") + " and " + (width < 0
				? "any width" : width + " pixels of width") + "; export them with dynamic axes, or with both sizes fixed to at most " +
			MAX_SIZE + " pixels.");
	}

	private int fixed(int dimension) {
		ValueInfo image = vae.encoder().inputs().get(0);
		ValueInfo latent = unet.input("sample");
		if (latent.dim(dimension) > 0) return (int) latent.dim(dimension) * vae.factor();
		return (int) image.dim(dimension);
	}

	private static void closeAll(List<AutoCloseable> opened, Exception cause) {
		for (AutoCloseable closeable : opened) {
			try {
				closeable.close();
			}
			catch (Exception e) {
				cause.addSuppressed(e);
			}
		}
	}
}
