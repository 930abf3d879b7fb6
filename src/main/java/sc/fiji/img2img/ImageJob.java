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
package sc.fiji.img2img;

import static sc.fiji.img2img.Img2ImgSettings.RAW;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;
import static sc.fiji.img2img.Img2ImgSettings.VARIATIONS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.Pictures;
import sc.fiji.img2img.image.Plane;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.run.RunControl;

/**
 * An image that a loaded model is to run: plane by plane, and once for each seed or for each setting of a batch.
 * <p>
 * Belongs to one turn of the model. Not thread-safe.
 * </p>
 *
 * @param <I> the kind of image
 */
final class ImageJob<I> {

	private final OpenModel open;

	private final Function<Img2ImgSettings, Pictures<I>> image;

	private final Mask mask;

	/** Where the image lies in a larger one, x and y; null if it is one by itself. */
	private final long[] place;

	/**
	 * A job.
	 *
	 * @param image gives what is run of an image under settings
	 * @param mask of the image's size; null for everywhere
	 */
	ImageJob(OpenModel open, Function<Img2ImgSettings, Pictures<I>> image, Mask mask) {
		this(open, image, mask, null);
	}

	private ImageJob(OpenModel open, Function<Img2ImgSettings, Pictures<I>> image, Mask mask, long[] place) {
		this.open = open;
		this.image = image;
		this.mask = mask;
		this.place = place;
	}

	/** The same for an image that lies at a place in a larger one, and has the noise that it has there. */
	ImageJob<I> at(long left, long top) {
		return new ImageJob<>(open, image, mask, new long[] { left, top });
	}

	/** The result of a run; a stack if several variations are asked for. */
	Img2ImgResult<I> run(Img2ImgSettings settings, RunControl control) throws IOException {
		Img2ImgSettings seeded = open.complete(settings).withSeed();
		long[] seeds = LongStream.range(0, seeded.get(VARIATIONS)).map(v -> seeded.get(SEED) + v & Long.MAX_VALUE)
			.toArray();
		Pictures<I> pictures = pictures(seeded, control);
		List<Lora> loras = open.loras(seeded);
		List<List<Plane>> variations = rows(pictures, seeded, loras, seeds, control);
		List<String> labels = seeds.length == 1 ? null : LongStream.of(seeds).mapToObj(seed -> "seed=" + seed).collect(
			Collectors.toList());
		return result(pictures, variations, labels, seeded, loras);
	}

	/** A result for each of the settings, which {@link Batches} found to fit together. */
	List<Img2ImgResult<I>> runBatch(List<Img2ImgSettings> batch, RunControl control) throws IOException {
		List<Img2ImgSettings> completed = batch.stream().map(open::complete).collect(Collectors.toList());
		List<List<Lora>> loras = new ArrayList<>();
		for (Img2ImgSettings settings : completed)
			loras.add(open.loras(settings));
		Pictures<I> pictures = pictures(completed.get(0), control);
		List<List<Plane>> rows = rows(pictures, completed.get(0), Batches.join(loras), completed.stream().mapToLong(
			settings -> settings.get(SEED)).toArray(), control);
		List<Img2ImgResult<I>> results = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++)
			results.add(result(pictures, List.of(rows.get(i)), null, completed.get(i), loras.get(i)));
		return results;
	}

	// -- Helper methods --

	private Pictures<I> pictures(Img2ImgSettings settings, RunControl control) {
		control.check();
		Pictures<I> pictures = image.apply(settings);
		pictures.check(settings.get(VARIATIONS), settings.get(RAW));
		if (mask != null) mask.checkSize(pictures.width(), pictures.height());
		return pictures;
	}

	/** For each seed the results of all planes. */
	private List<List<Plane>> rows(Pictures<I> pictures, Img2ImgSettings settings, List<Lora> loras, long[] seeds,
		RunControl control) throws IOException
	{
		open.hashes().begin(loras);
		boolean unchanged = open.plan(settings).isEmpty();
		Extents extents = open.extents(settings).extents(pictures.width(), pictures.height(), mask).at(place);
		if (!unchanged) extents.tell(control);
		List<List<Plane>> rows = new ArrayList<>();
		for (int i = 0; i < pictures.size(); i++) {
			PictureRun run = new PictureRun(pictures.picture(i), mask, extents, settings, loras, seeds);
			RunControl progress = control.withListener(SliceProgress.of(control, i, pictures.size()));
			List<List<Plane>> results = unchanged ? run.unchanged() : open.placed().run(pipeline -> run.run(pipeline,
				progress), progress);
			for (int row = 0; row < results.size(); row++) {
				if (i == 0) rows.add(new ArrayList<>());
				rows.get(row).addAll(results.get(row));
			}
		}
		control.check();
		return rows;
	}

	private Img2ImgResult<I> result(Pictures<I> pictures, List<List<Plane>> variations, List<String> labels,
		Img2ImgSettings settings, List<Lora> loras) throws IOException
	{
		StepPlan plan = open.plan(settings);
		Map<String, String> info = new RunInfo(open, settings, loras).of(pictures, mask).values();
		List<String> notes = new ArrayList<>(open.model().notes());
		if (plan.isEmpty()) notes.add("At strength " + settings.get(STRENGTH) + ", " + plan +
			" run: the image is unchanged.");
		notes.addAll(settings.prompts().notes());
		loras.stream().map(Lora::file).distinct().filter(file -> !file.embeddings().isEmpty()).forEach(file -> notes.add(
			"The LoRA " + file + " contains embeddings for the words " + String.join(", ", file.embeddings()) +
				", which are not used: in the prompt they count as ordinary words."));
		return new Img2ImgResult<>(pictures.assemble(variations, labels, info), settings, plan, notes, info);
	}
}
