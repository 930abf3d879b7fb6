package sc.fiji.img2img;

import static sc.fiji.img2img.Img2ImgSettings.EXACT;
import static sc.fiji.img2img.Img2ImgSettings.LORA;
import static sc.fiji.img2img.Img2ImgSettings.LORAFOLDER;
import static sc.fiji.img2img.Img2ImgSettings.LORAWEIGHT;
import static sc.fiji.img2img.Img2ImgSettings.RANGE;
import static sc.fiji.img2img.Img2ImgSettings.SCHEDULER;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STACK;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;
import static sc.fiji.img2img.Img2ImgSettings.VARIATIONS;

import com.google.gson.JsonElement;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.image.GenerationInfo;
import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.MaskText;
import sc.fiji.img2img.image.Padding;
import sc.fiji.img2img.image.PixelLimit;
import sc.fiji.img2img.image.Planes;
import sc.fiji.img2img.image.SeenMask;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFolders;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.run.RunControl;

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
 * The model is loaded by opening it and by the first run, which may take seconds and gigabytes of native memory; it stays
 * loaded for any number of runs until {@link #close()}, or until its files are changed: then the next run loads it anew.
 * Thread-safe: runs wait for each other.
 * </p>
 */
public final class Img2Img implements AutoCloseable {

	/** The longest text of a mask that is kept in an image's Info. */
	private static final int MAX_MASK_TEXT = 1 << 16;

	/** The pixels of the images that devices state their batches for. */
	private static final long BATCH_PIXELS = 512 * 512;

	private final DeviceChoice device;

	/** Whether the user named the device. */
	private final boolean asked;

	private final Turns turns;

	/** Replaced, in a run's turn, when the files have changed. */
	private volatile OpenModel open;

	private Img2Img(OpenModel open, DeviceChoice device, boolean asked) {
		this.open = open;
		this.device = device;
		this.asked = asked;
		turns = new Turns(open.directory().toString());
	}

	/**
	 * Opens a model on the best device that works here.
	 *
	 * @param model a directory in the diffusers layout with ONNX files
	 * @throws IOException if it is no model that can be run; the message says why
	 */
	public static Img2Img open(Path model) throws IOException {
		return open(model, Devices.AUTO, RunControl.silent());
	}

	/**
	 * Opens a model.
	 *
	 * @param model a directory in the diffusers layout with ONNX files
	 * @param device a name as in {@link Img2ImgSettings#DEVICE}
	 * @param control hears what is being loaded; its cancellation ends the loading between two networks
	 * @throws IOException if it is no model that can be run; the message says why
	 * @throws IllegalArgumentException if the device cannot be used
	 */
	public static Img2Img open(Path model, String device, RunControl control) throws IOException {
		return open(model, device, Precision.AUTO, control);
	}

	/** As {@link #open(Path, String, RunControl)}, with the device computing as exactly as asked for. */
	public static Img2Img open(Path model, String device, Precision precision, RunControl control)
		throws IOException
	{
		control.check();
		return open(ModelDirectory.open(model), device, precision, control);
	}

	/** As {@link #open(Path, String, Precision, RunControl)}, for a model that was looked at before. */
	public static Img2Img open(ModelDirectory model, String device, Precision precision, RunControl control)
		throws IOException
	{
		control.check();
		DeviceChoice choice = Devices.choose(device, precision);
		boolean asked = !Devices.read(device).equals(Devices.AUTO);
		return new Img2Img(OpenModel.open(model, choice, asked, control), choice, asked);
	}

	/** The model. */
	public ModelDirectory model() {
		return open.directory();
	}

	/** What runs it now; the CPU after a run for which the device's memory did not suffice. */
	public DeviceChoice device() {
		return open.placed().device();
	}

	/** The settings that a run with these has: what is not set is as the model suggests. */
	public Img2ImgSettings complete(Img2ImgSettings settings) {
		return settings.withSuggestionsOf(open.suggestions());
	}

	/** Runs an image; see {@link #run(ImagePlus, ImageProcessor, Img2ImgSettings, RunControl)}. */
	public Img2ImgResult run(ImagePlus image, Img2ImgSettings settings) throws IOException {
		return run(image, null, settings, RunControl.silent());
	}

	/**
	 * Runs what is displayed of the image, or all of it, as {@link Img2ImgSettings#STACK} says.
	 *
	 * @param image any type and size; not changed
	 * @param mask of the image's size, white where it may change, as {@link SeenMask} sees it; null for everywhere
	 * @param control hears how the run gets on; its cancellation ends the run, within a step
	 * @return a new image of the same type, size, calibration and lookup tables, with all settings in its Info
	 * @throws java.util.concurrent.CancellationException if it was cancelled, or the model was closed meanwhile
	 * @throws IllegalStateException if the model was closed before, or this is called by a listener of one of its runs
	 * @throws IllegalArgumentException if image, mask or a setting do not suit the model; the message says why
	 * @throws IOException if the model or a LoRA was changed and cannot be loaded anew; the message says why
	 * @throws sc.fiji.img2img.run.InferenceException if the model fails, or its numbers overflow
	 */
	public Img2ImgResult run(ImagePlus image, ImageProcessor mask, Img2ImgSettings settings, RunControl control)
		throws IOException
	{
		ImageProcessor inside = inside(mask);
		return inTurn(control, own -> runNow(image, inside, settings, own));
	}

	/**
	 * Runs an image once under each of several settings, all at once.
	 *
	 * @param batch one of {@link #batches}
	 * @return a result for each of the settings, as {@link #run} gives it but for rounding: networks add up the numbers of
	 *         several images in other orders on some devices
	 * @see #run(ImagePlus, ImageProcessor, Img2ImgSettings, RunControl)
	 */
	public List<Img2ImgResult> runBatch(ImagePlus image, ImageProcessor mask, List<Img2ImgSettings> batch,
		RunControl control) throws IOException
	{
		if (batch.size() == 1) return List.of(run(image, mask, batch.get(0), control));
		ImageProcessor inside = inside(mask);
		return inTurn(control, own -> runBatchNow(image, inside, batch, own));
	}

	/**
	 * Splits settings into batches that the device runs faster at once than one by one: of settings that differ in nothing
	 * but seed and LoRA weight. The system property img2img.batch sets how many images they may have.
	 *
	 * @param all with seeds that are given
	 * @return the settings in their order
	 * @throws IOException if one of their LoRAs is missing, or is none
	 */
	public List<List<Img2ImgSettings>> batches(ImagePlus image, List<Img2ImgSettings> all) throws IOException {
		int most = Integer.getInteger("img2img.batch", (int) Math.min(device().provider().batch(), device().provider().batch() *
			BATCH_PIXELS / ((long) image.getWidth() * image.getHeight())));
		List<List<Img2ImgSettings>> batches = new ArrayList<>();
		for (Img2ImgSettings settings : all) {
			List<Img2ImgSettings> last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
			List<Lora> loras = loras(complete(settings));
			if (last != null && last.size() < most && Batches.fit(last.get(0), settings, loras)) last.add(settings);
			else batches.add(new ArrayList<>(List.of(settings)));
		}
		return batches;
	}

	/** The steps that a run would take. */
	public StepPlan plan(Img2ImgSettings settings) throws IOException {
		return Img2ImgPipeline.plan(model(), complete(settings).get(STEPS), settings.get(STRENGTH), settings.get(EXACT));
	}

	/** Whether a run that follows another loads networks anew, since it has other LoRAs, or others than low-rank ones. */
	public boolean loadsBetween(Img2ImgSettings first, Img2ImgSettings second) throws IOException {
		List<Lora> before = loras(complete(first));
		List<Lora> after = loras(complete(second));
		return Arrays.stream(Part.values()).anyMatch(part -> !LoraRewrite.of(part, before, false).key().equals(LoraRewrite
			.of(part, after, false).key()));
	}

	/**
	 * Frees the model's native memory, and ends a run that is still going on, which its caller hears as a
	 * CancellationException. Returns when that has ended.
	 */
	@Override
	public void close() {
		if (turns.close()) open.close();
	}

	// -- Helper methods --

	/** Does something when the runs before are done, with the model as its files are now. */
	private <T> T inTurn(RunControl control, Turns.Action<T> action) throws IOException {
		return turns.take(own -> {
			try {
				refresh(own);
				int loads = open.placed().loads();
				T result = action.run(own);
				if (open.placed().loads() != loads && open.isOutdated()) throw new IOException("The files of the model " + open
					.directory() + " were changed while the run was loading them; run it again.");
				return result;
			}
			finally {
				if (turns.isClosed()) open.close();
			}
		}, control);
	}

	/** Loads the model anew if its files were changed, or could not be loaded before. */
	private void refresh(RunControl control) throws IOException {
		if (open.placed().isOpen() && !open.isOutdated()) return;
		control.note("The files of the model " + open.directory() + " have changed; it is loaded anew");
		open.close();
		open = OpenModel.open(open.directory().reopen(), device, asked, control);
	}

	private Img2ImgResult runNow(ImagePlus image, ImageProcessor mask, Img2ImgSettings settings, RunControl control)
		throws IOException
	{
		Img2ImgSettings seeded = complete(settings).withSeed();
		long[] seeds = LongStream.range(0, seeded.get(VARIATIONS)).map(v -> seeded.get(SEED) + v & Long.MAX_VALUE)
			.toArray();
		Planes planes = planes(image, mask, seeded, control);
		List<Lora> loras = loras(seeded);
		List<List<ImageProcessor>> variations = rows(image, planes, mask, seeded, loras, seeds, control);
		List<String> labels = seeds.length == 1 ? null : LongStream.of(seeds).mapToObj(seed -> "seed=" + seed).collect(
			Collectors.toList());
		return result(image, planes, planes.assemble(title(image), variations, labels), mask, seeded, loras);
	}

	private List<Img2ImgResult> runBatchNow(ImagePlus image, ImageProcessor mask, List<Img2ImgSettings> batch,
		RunControl control) throws IOException
	{
		List<Img2ImgSettings> completed = batch.stream().map(this::complete).collect(Collectors.toList());
		List<List<Lora>> loras = new ArrayList<>();
		for (Img2ImgSettings settings : completed)
			loras.add(loras(settings));
		Planes planes = planes(image, mask, completed.get(0), control);
		List<List<ImageProcessor>> rows = rows(image, planes, mask, completed.get(0), Batches.join(loras), completed.stream()
			.mapToLong(settings -> settings.get(SEED)).toArray(), control);
		List<Img2ImgResult> results = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++)
			results.add(result(image, planes, planes.assemble(title(image), List.of(rows.get(i)), null), mask, completed.get(i),
				loras.get(i)));
		return results;
	}

	/** A mask in black and white; null for none. */
	private static ImageProcessor inside(ImageProcessor mask) {
		return mask == null ? null : SeenMask.of(mask);
	}

	private static Planes planes(ImagePlus image, ImageProcessor mask, Img2ImgSettings settings, RunControl control) {
		control.check();
		check(image, mask, settings);
		return new Planes(image, settings.get(STACK), settings.get(RANGE).equals(Img2ImgSettings.FULL_RANGE));
	}

	/** For each seed the results of all planes. */
	private List<List<ImageProcessor>> rows(ImagePlus image, Planes planes, ImageProcessor mask, Img2ImgSettings settings,
		List<Lora> loras, long[] seeds, RunControl control) throws IOException
	{
		open.hashes().begin(loras);
		boolean unchanged = plan(settings).isEmpty();
		List<List<ImageProcessor>> rows = new ArrayList<>();
		for (int i = 0; i < planes.size(); i++) {
			PictureRun run = new PictureRun(planes.picture(i), mask, padding(image), settings, loras, seeds);
			RunControl progress = control.withListener(SliceProgress.of(control, i, planes.size()));
			List<List<ImageProcessor>> results = unchanged ? run.unchanged() : open.placed().run(pipeline -> run.run(pipeline,
				progress), progress);
			for (int row = 0; row < results.size(); row++) {
				if (i == 0) rows.add(new ArrayList<>());
				rows.get(row).addAll(results.get(row));
			}
		}
		control.check();
		return rows;
	}

	private Img2ImgResult result(ImagePlus image, Planes planes, ImagePlus output, ImageProcessor mask,
		Img2ImgSettings settings, List<Lora> loras) throws IOException
	{
		StepPlan plan = plan(settings);
		info(image, planes, mask, settings, plan, loras).attach(output, image);
		List<String> notes = new ArrayList<>(model().notes());
		if (plan.isEmpty()) notes.add("At strength " + settings.get(STRENGTH) + ", " + plan +
			" run: the image is unchanged.");
		notes.addAll(settings.notes());
		loras.stream().map(Lora::file).distinct().filter(file -> !file.embeddings().isEmpty()).forEach(file -> notes.add(
			"The LoRA " + file + " brings embeddings for the words " + String.join(", ", file.embeddings()) +
				", which are not read: in the prompt they are words like all others."));
		return new Img2ImgResult(output, settings, plan, notes);
	}

	private static void check(ImagePlus image, ImageProcessor mask, Img2ImgSettings settings) {
		if (image.getProcessor() == null || image.getProcessor().getPixelCount() == 0)
			throw new IllegalArgumentException("The image \"" + image.getTitle() + "\" has no pixels.");
		PixelLimit.check(image.getWidth(), image.getHeight());
		if (settings.get(STACK) && settings.get(VARIATIONS) > 1 && image.getStackSize() > 1)
			throw new IllegalArgumentException("variations should be 1 where a whole stack is run, but is " + settings.get(
				VARIATIONS) + ".");
		if (mask != null) ImageCodec.checkMask(mask, image.getProcessor());
	}

	private Padding padding(ImagePlus pixels) {
		Img2ImgPipeline pipeline = open.placed().pipeline();
		if (pipeline.fixedHeight() < 0) return Padding.toMultiple(pixels.getWidth(), pixels.getHeight(),
			pipeline.granularity());
		if (pixels.getWidth() > pipeline.fixedWidth() || pixels.getHeight() > pipeline.fixedHeight())
			throw new IllegalArgumentException("The model " + model() + " was exported for images of " +
				pipeline.fixedWidth() + " x " + pipeline.fixedHeight() + " pixels only, but the image has " +
				pixels.getWidth() + " x " + pixels.getHeight() + "; scale it down, or export the model with dynamic axes.");
		return Padding.to(pixels.getWidth(), pixels.getHeight(), pipeline.fixedWidth(), pipeline.fixedHeight());
	}

	/** The LoRAs that the settings and the prompt ask for. */
	private List<Lora> loras(Img2ImgSettings settings) throws IOException {
		settings.check();
		List<Lora> loras = new ArrayList<>();
		for (LoraRequest request : settings.loras())
			loras.add(request.open(LoraFolders.of(model().path(), settings.get(LORAFOLDER))));
		return loras;
	}

	/** The input's name, without the ending of a file name, and ours. */
	private static String title(ImagePlus image) {
		return image.getTitle().replaceFirst("\\.[A-Za-z][A-Za-z0-9]{1,4}$", "") + " - img2img";
	}

	private GenerationInfo info(ImagePlus image, Planes planes, ImageProcessor mask, Img2ImgSettings settings,
		StepPlan plan, List<Lora> loras) throws IOException
	{
		Map<String, String> values = new LinkedHashMap<>();
		for (Setting<?> setting : Img2ImgSettings.all())
			values.put(setting.key(), settings.get(setting).toString());
		String suggested = settings.suggested().stream().map(Setting::key).collect(Collectors.joining(", "));
		if (!suggested.isEmpty()) values.put("suggested", suggested + " (" + model().suggestions().source() + ")");
		values.put("model", model().name());
		values.put("modelname", model().toString());
		open.hashes().describe(values, loras);
		String tags = LoraRequest.list(settings.get(LORA), settings.get(LORAWEIGHT)).stream().map(LoraRequest::tag).collect(
			Collectors.joining());
		if (!tags.isEmpty()) values.put(GenerationInfo.LORA_TAGS, tags);
		String coverage = loras.stream().map(Lora::file).distinct().filter(file -> open.placed().pipeline().coverage(file) != null)
			.map(file -> file + ": " + open.placed().pipeline().coverage(file)).collect(Collectors.joining("; "));
		if (!coverage.isEmpty()) values.put("loracoverage", coverage);
		String scheduler = settings.get(SCHEDULER);
		JsonElement own = model().scheduler().get("_class_name");
		values.put("sampler", scheduler.equals(Img2ImgSettings.MODEL_SCHEDULER) && own != null ? own.getAsString()
			: scheduler);
		values.put("ran", plan.toString());
		values.put("provider", device().toString());
		values.put("input", image.getTitle());
		values.put(GenerationInfo.SELECTION, mask == null ? "none" : "the change is limited to one");
		if (mask != null && MaskText.write(mask).length() <= MAX_MASK_TEXT) values.put(GenerationInfo.MASK, MaskText.write(
			mask));
		if (!settings.get(STACK)) values.put(GenerationInfo.POSITION, Arrays.stream(planes.position()).mapToObj(
			Integer::toString).collect(Collectors.joining(",")));
		String version = getClass().getPackage().getImplementationVersion();
		values.put("version", version == null ? "(not packaged)" : version);
		return GenerationInfo.of(values);
	}
}
