package sc.fiji.img2img;

import static sc.fiji.img2img.Img2ImgSettings.RANGE;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STACK;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;
import static sc.fiji.img2img.Img2ImgSettings.VARIATIONS;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.PixelLimit;
import sc.fiji.img2img.image.Planes;
import sc.fiji.img2img.image.RangeSource;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.run.RunControl;

/**
 * An image that a loaded model is to run: plane by plane, and once for each seed or for each setting of a batch.
 * <p>
 * Belongs to one turn of the model. Not thread-safe.
 * </p>
 */
final class ImageJob {

	private final OpenModel model;

	private final ImagePlus image;

	private final ImageProcessor mask;

	/** @param mask of the image's size, in black and white; null for everywhere */
	ImageJob(OpenModel model, ImagePlus image, ImageProcessor mask) {
		this.model = model;
		this.image = image;
		this.mask = mask;
	}

	/** The result of a run; a stack if several variations are asked for. */
	Img2ImgResult run(Img2ImgSettings settings, RunControl control) throws IOException {
		Img2ImgSettings seeded = model.complete(settings).withSeed();
		long[] seeds = LongStream.range(0, seeded.get(VARIATIONS)).map(v -> seeded.get(SEED) + v & Long.MAX_VALUE)
			.toArray();
		Planes planes = planes(seeded, control);
		List<Lora> loras = model.loras(seeded);
		List<List<ImageProcessor>> variations = rows(planes, seeded, loras, seeds, control);
		List<String> labels = seeds.length == 1 ? null : LongStream.of(seeds).mapToObj(seed -> "seed=" + seed).collect(
			Collectors.toList());
		return result(planes, planes.assemble(title(), variations, labels), seeded, loras);
	}

	/** A result for each of the settings, which {@link Batches} found to fit together. */
	List<Img2ImgResult> runBatch(List<Img2ImgSettings> batch, RunControl control) throws IOException {
		List<Img2ImgSettings> completed = batch.stream().map(model::complete).collect(Collectors.toList());
		List<List<Lora>> loras = new ArrayList<>();
		for (Img2ImgSettings settings : completed)
			loras.add(model.loras(settings));
		Planes planes = planes(completed.get(0), control);
		List<List<ImageProcessor>> rows = rows(planes, completed.get(0), Batches.join(loras), completed.stream().mapToLong(
			settings -> settings.get(SEED)).toArray(), control);
		List<Img2ImgResult> results = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++)
			results.add(result(planes, planes.assemble(title(), List.of(rows.get(i)), null), completed.get(i), loras.get(i)));
		return results;
	}

	// -- Helper methods --

	private Planes planes(Img2ImgSettings settings, RunControl control) {
		control.check();
		check(settings);
		return new Planes(image, settings.get(STACK), settings.get(RANGE) == RangeSource.FULL);
	}

	private void check(Img2ImgSettings settings) {
		if (image.getProcessor() == null || image.getProcessor().getPixelCount() == 0)
			throw new IllegalArgumentException("The image \"" + image.getTitle() + "\" has no pixels.");
		PixelLimit.check(image.getWidth(), image.getHeight());
		if (settings.get(STACK) && settings.get(VARIATIONS) > 1 && image.getStackSize() > 1)
			throw new IllegalArgumentException("variations should be 1 where a whole stack is run, but is " + settings.get(
				VARIATIONS) + ".");
		if (mask != null) ImageCodec.checkMask(mask, image.getProcessor());
	}

	/** For each seed the results of all planes. */
	private List<List<ImageProcessor>> rows(Planes planes, Img2ImgSettings settings, List<Lora> loras, long[] seeds,
		RunControl control) throws IOException
	{
		model.hashes().begin(loras);
		boolean unchanged = model.plan(settings).isEmpty();
		List<List<ImageProcessor>> rows = new ArrayList<>();
		for (int i = 0; i < planes.size(); i++) {
			PictureRun run = new PictureRun(planes.picture(i), mask, model.padding(image.getWidth(), image.getHeight()), settings,
				loras, seeds);
			RunControl progress = control.withListener(SliceProgress.of(control, i, planes.size()));
			List<List<ImageProcessor>> results = unchanged ? run.unchanged() : model.placed().run(pipeline -> run.run(pipeline,
				progress), progress);
			for (int row = 0; row < results.size(); row++) {
				if (i == 0) rows.add(new ArrayList<>());
				rows.get(row).addAll(results.get(row));
			}
		}
		control.check();
		return rows;
	}

	/** The input's name, without the ending of a file name, and ours. */
	private String title() {
		return image.getTitle().replaceFirst("\\.[A-Za-z][A-Za-z0-9]{1,4}$", "") + " - img2img";
	}

	private Img2ImgResult result(Planes planes, ImagePlus output, Img2ImgSettings settings, List<Lora> loras)
		throws IOException
	{
		StepPlan plan = model.plan(settings);
		new RunInfo(model, settings, loras).of(image, planes, mask).attach(output, image);
		List<String> notes = new ArrayList<>(model.directory().notes());
		if (plan.isEmpty()) notes.add("At strength " + settings.get(STRENGTH) + ", " + plan +
			" run: the image is unchanged.");
		notes.addAll(settings.prompts().notes());
		loras.stream().map(Lora::file).distinct().filter(file -> !file.embeddings().isEmpty()).forEach(file -> notes.add(
			"The LoRA " + file + " contains embeddings for the words " + String.join(", ", file.embeddings()) +
				", which are not used: in the prompt they count as ordinary words."));
		return new Img2ImgResult(output, settings, plan, notes);
	}
}
