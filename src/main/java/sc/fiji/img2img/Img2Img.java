package sc.fiji.img2img;

import static sc.fiji.img2img.Img2ImgSettings.ETA;
import static sc.fiji.img2img.Img2ImgSettings.EXACT;
import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.LITERAL;
import static sc.fiji.img2img.Img2ImgSettings.NEGATIVE;
import static sc.fiji.img2img.Img2ImgSettings.NOISE;
import static sc.fiji.img2img.Img2ImgSettings.PROMPT;
import static sc.fiji.img2img.Img2ImgSettings.RAW;
import static sc.fiji.img2img.Img2ImgSettings.RESCALE;
import static sc.fiji.img2img.Img2ImgSettings.SCHEDULER;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;
import static sc.fiji.img2img.Img2ImgSettings.VARIATIONS;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.Guidance;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.diffusion.RunListener;
import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.MaskBlend;
import sc.fiji.img2img.image.Padding;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Cancellation;
import sc.fiji.img2img.onnx.Tensor;
import sc.fiji.img2img.random.NoiseDevice;

/**
 * Image to image with a latent diffusion model: the image is rewound part of the way into noise, and the model finishes
 * it again.
 *
 * <pre>
 * try (Img2Img img2img = Img2Img.open(Path.of("models/nuclei"))) {
 * 	Img2ImgSettings settings = Img2ImgSettings.defaults().with(STRENGTH, 0.6).with(SEED, 42L);
 * 	img2img.run(IJ.openImage("cells.tif"), settings).image().show();
 * }
 * </pre>
 * <p>
 * Opening loads the model, which may take seconds and gigabytes of native memory; it stays loaded for any number of runs
 * until {@link #close()}. One run at a time; not thread-safe.
 * </p>
 */
public final class Img2Img implements AutoCloseable {

	private final ModelDirectory model;

	private final DeviceChoice device;

	private final Img2ImgPipeline pipeline;

	private Img2Img(ModelDirectory model, DeviceChoice device, Img2ImgPipeline pipeline) {
		this.model = model;
		this.device = device;
		this.pipeline = pipeline;
	}

	/**
	 * Opens a model on the best device that works here.
	 *
	 * @param model a directory in the diffusers layout with ONNX files
	 * @throws IOException if it is no model that can be run; the message says why
	 */
	public static Img2Img open(Path model) throws IOException {
		return open(model, Devices.AUTO, RunListener.NONE, new Cancellation());
	}

	/**
	 * Opens a model.
	 *
	 * @param model a directory in the diffusers layout with ONNX files
	 * @param device a name as in {@link Img2ImgSettings#DEVICE}
	 * @param listener hears what is being loaded
	 * @param cancellation ends the loading between two networks
	 * @throws IOException if it is no model that can be run; the message says why
	 * @throws IllegalArgumentException if the device cannot be used
	 */
	public static Img2Img open(Path model, String device, RunListener listener, Cancellation cancellation)
		throws IOException
	{
		cancellation.check();
		ModelDirectory directory = ModelDirectory.open(model);
		DeviceChoice choice = Devices.choose(device);
		return new Img2Img(directory, choice, Img2ImgPipeline.open(directory, choice.provider(), listener, cancellation));
	}

	/** The model. */
	public ModelDirectory model() {
		return model;
	}

	/** What runs it. */
	public DeviceChoice device() {
		return device;
	}

	/** Runs the image's current slice; see {@link #run(ImagePlus, ImageProcessor, Img2ImgSettings, RunListener, Cancellation)}. */
	public Img2ImgResult run(ImagePlus image, Img2ImgSettings settings) throws IOException {
		return run(image, null, settings, RunListener.NONE, new Cancellation());
	}

	/**
	 * Runs the image's current slice.
	 *
	 * @param image any type and size; not changed
	 * @param mask of the image's size, at least 128 where it may change; null for everywhere
	 * @param listener hears how the run gets on
	 * @param cancellation ends the run, within a step
	 * @return a new image of the same type, size and calibration
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 * @throws IllegalArgumentException if image, mask or a setting do not suit the model; the message says why
	 * @throws sc.fiji.img2img.onnx.InferenceException if the model fails, or its numbers overflow
	 */
	public Img2ImgResult run(ImagePlus image, ImageProcessor mask, Img2ImgSettings settings, RunListener listener,
		Cancellation cancellation) throws IOException
	{
		cancellation.check();
		ImageProcessor pixels = pixels(image);
		long seed = settings.get(SEED) != Img2ImgSettings.RANDOM_SEED ? settings.get(SEED)
			: ThreadLocalRandom.current().nextLong(1L << 32);
		List<String> notes = new ArrayList<>(model.notes());
		ImageCodec codec = ImageCodec.of(pixels);
		Padding padding = padding(pixels);
		DiffusionJob job = job(padding.pad(codec.encode()), settings, seed);
		if (mask != null) job.mask(padding.pad(ImageCodec.maskTensor(mask, pixels)));
		StepPlan plan = pipeline.plan(job);
		if (plan.isEmpty()) {
			notes.add("At strength " + settings.get(STRENGTH) + ", " + plan + " run: the image is unchanged.");
			return new Img2ImgResult(wrap(image, List.of(pixels.duplicate()), seed), seed, plan, notes);
		}
		List<ImageProcessor> results = new ArrayList<>();
		for (Tensor latent : pipeline.denoise(job, listener, cancellation)) {
			Tensor decoded = padding.crop(pipeline.decode(latent, !settings.get(RAW), listener, cancellation));
			ImageProcessor result = settings.get(RAW) ? ImageCodec.toRgb(decoded) : codec.decode(decoded);
			if (mask != null && !settings.get(RAW)) MaskBlend.of(mask).apply(result, pixels);
			results.add(result);
		}
		cancellation.check();
		return new Img2ImgResult(wrap(image, results, seed), seed, plan, notes);
	}

	/** Frees the model's native memory. */
	@Override
	public void close() {
		pipeline.close();
	}

	// -- Helper methods --

	private static ImageProcessor pixels(ImagePlus image) {
		ImageProcessor pixels = image.getProcessor();
		if (pixels == null || pixels.getPixelCount() == 0) throw new IllegalArgumentException("The image \"" +
			image.getTitle() + "\" has no pixels.");
		return pixels;
	}

	private Padding padding(ImageProcessor pixels) {
		if (pipeline.fixedHeight() < 0) return Padding.toMultiple(pixels.getWidth(), pixels.getHeight(),
			pipeline.granularity());
		if (pixels.getWidth() > pipeline.fixedWidth() || pixels.getHeight() > pipeline.fixedHeight())
			throw new IllegalArgumentException("The model " + model + " was exported for images of " +
				pipeline.fixedWidth() + " x " + pipeline.fixedHeight() + " pixels only, but the image has " +
				pixels.getWidth() + " x " + pixels.getHeight() + "; scale it down, or export the model with dynamic axes.");
		return Padding.to(pixels.getWidth(), pixels.getHeight(), pipeline.fixedWidth(), pipeline.fixedHeight());
	}

	private static DiffusionJob job(Tensor image, Img2ImgSettings settings, long seed) {
		String scheduler = settings.get(SCHEDULER);
		return DiffusionJob.of(image) //
			.prompt(settings.get(PROMPT)) //
			.negative(settings.get(NEGATIVE).isEmpty() ? null : settings.get(NEGATIVE)) //
			.literalPrompts(settings.get(LITERAL)) //
			.steps(settings.get(STEPS), settings.get(EXACT)) //
			.strength(settings.get(STRENGTH)) //
			.guidance(Guidance.of(settings.get(GUIDANCE), settings.get(RESCALE))) //
			.scheduler(scheduler.equals(Img2ImgSettings.MODEL_SCHEDULER) ? null : scheduler) //
			.schedulerOption("eta", settings.get(ETA)) //
			.seeds(LongStream.range(0, settings.get(VARIATIONS)).map(i -> seed + i & Long.MAX_VALUE).toArray()) //
			.noise(NoiseDevice.valueOf(settings.get(NOISE).toUpperCase(Locale.ROOT))) //
			.tiled(!settings.get(RAW));
	}

	private static ImagePlus wrap(ImagePlus input, List<ImageProcessor> results, long seed) {
		ImageStack stack = new ImageStack(input.getWidth(), input.getHeight());
		for (int i = 0; i < results.size(); i++)
			stack.addSlice("seed=" + (seed + i), results.get(i));
		ImagePlus output = new ImagePlus(input.getShortTitle() + " - img2img", stack);
		output.setCalibration(input.getCalibration().copy());
		return output;
	}
}
