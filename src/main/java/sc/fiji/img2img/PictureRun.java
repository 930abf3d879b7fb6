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

import static sc.fiji.img2img.Img2ImgSettings.COLORMATCH;
import static sc.fiji.img2img.Img2ImgSettings.DECODER;
import static sc.fiji.img2img.Img2ImgSettings.DEEPCACHE;
import static sc.fiji.img2img.Img2ImgSettings.ETA;
import static sc.fiji.img2img.Img2ImgSettings.EXACT;
import static sc.fiji.img2img.Img2ImgSettings.FEATHER;
import static sc.fiji.img2img.Img2ImgSettings.FORECAST;
import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.GUIDANCEINTERVAL;
import static sc.fiji.img2img.Img2ImgSettings.LITERAL;
import static sc.fiji.img2img.Img2ImgSettings.MEMORY;
import static sc.fiji.img2img.Img2ImgSettings.NEGATIVE;
import static sc.fiji.img2img.Img2ImgSettings.NOISE;
import static sc.fiji.img2img.Img2ImgSettings.PREDICTION;
import static sc.fiji.img2img.Img2ImgSettings.RAW;
import static sc.fiji.img2img.Img2ImgSettings.RESCALE;
import static sc.fiji.img2img.Img2ImgSettings.SCHEDULER;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.Guidance;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.image.ColorMatch;
import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.MaskBlend;
import sc.fiji.img2img.image.Picture;
import sc.fiji.img2img.image.PictureParts;
import sc.fiji.img2img.image.Plane;
import sc.fiji.img2img.image.ij.Feather;
import sc.fiji.img2img.lora.FewSteps;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** The run of one picture: into the model, and back into the image's own values. */
final class PictureRun {

	private final Picture whole;

	/** What is run of the picture. */
	private final Picture picture;

	/** Of what is run; null for everywhere. */
	private final Mask mask;

	private final Extents extents;

	private final Img2ImgSettings settings;

	private final List<Lora> loras;

	private final long[] seeds;

	/** Null where nothing limits the change. */
	private final MaskBlend blend;

	/** @param mask of the picture's size; null for everywhere */
	PictureRun(Picture picture, Mask mask, Extents extents, Img2ImgSettings settings, List<Lora> loras, long[] seeds) {
		whole = picture;
		this.picture = extents.isWhole() ? picture : picture.part(extents.part());
		this.mask = extents.isWhole() ? mask : mask.part(extents.part());
		this.extents = extents;
		this.settings = settings;
		this.loras = loras;
		this.seeds = seeds;
		blend = mask == null ? null : MaskBlend.of(Feather.of(this.mask, settings.get(FEATHER)));
	}

	/** Copies of the planes as they are, for each seed. */
	List<List<Plane>> unchanged() {
		return LongStream.of(seeds).mapToObj(seed -> whole.originals().stream().map(Plane::copy).collect(
			Collectors.toList())).collect(Collectors.toList());
	}

	/** The results: for each seed one for each of the picture's planes, or one RGB image for all if raw. */
	List<List<Plane>> run(Img2ImgPipeline pipeline, RunControl control) throws IOException {
		List<List<Plane>> results = new ArrayList<>();
		for (Tensor latent : pipeline.denoise(job(), control)) {
			results.add(settings.get(RAW) ? List.of(ImageCodec.toRgb(extents.crop(pipeline.decode(latent, settings.get(
				DECODER), false, control)))) : fitIn(decode(pipeline, latent, control)));
		}
		return results;
	}

	private List<Plane> decode(Img2ImgPipeline pipeline, Tensor latent, RunControl control) throws IOException {
		PictureParts parts = PictureParts.of(picture);
		pipeline.decode(latent, settings.get(DECODER), extents.leave(parts), control);
		return parts.planes();
	}

	/** What the model is asked for; LoRAs may have a weight for each seed. */
	private DiffusionJob job() {
		SchedulerName scheduler = settings.get(SCHEDULER);
		DiffusionJob job = DiffusionJob.of(extents.enter(PictureParts.of(picture))) //
			.prompt(settings.prompts().words()) //
			.negative(settings.get(NEGATIVE).isEmpty() ? null : settings.get(NEGATIVE)) //
			.literalPrompts(settings.get(LITERAL)) //
			.steps(settings.get(STEPS), settings.get(EXACT)) //
			.strength(settings.get(STRENGTH)) //
			.guidance(Guidance.of(settings.get(GUIDANCE), settings.get(RESCALE))) //
			.guidanceInterval(settings.get(GUIDANCEINTERVAL)) //
			.forecast(settings.get(FORECAST)) //
			.deepCache(settings.get(DEEPCACHE)) //
			.scheduler(scheduler.isOfModel() ? null : scheduler.toString()) //
			.schedulerOption("eta", settings.get(ETA)) //
			.seeds(seeds) //
			.noise(settings.get(NOISE)) //
			.tiled(!settings.get(RAW)) //
			.decoder(settings.get(DECODER)) //
			.memory(settings.get(MEMORY)) //
			.windows(extents.windows());
		PredictionChoice prediction = settings.get(PREDICTION);
		if (prediction != PredictionChoice.AUTO) job.schedulerOption("prediction_type", prediction.toString());
		if (!settings.isSet(SCHEDULER) && loras.stream().anyMatch(PictureRun::isTrailing)) job.schedulerOption(
			"timestep_spacing", "trailing");
		if (mask != null) job.mask(extents.enter(mask));
		if (extents.place() != null) job.noiseAt(extents.place()[0], extents.place()[1]);
		loras.forEach(job::lora);
		return job;
	}

	/** Whether a LoRA was trained for the steps of a schedule that begins at its very end. */
	private static boolean isTrailing(Lora lora) {
		return FewSteps.of(lora.file()).map(FewSteps::isTrailing).orElse(false);
	}

	private List<Plane> fitIn(List<Plane> planes) {
		List<Plane> fitted = new ArrayList<>();
		for (int i = 0; i < planes.size(); i++) {
			Plane original = picture.originals().get(i);
			if (matchesColors(original)) ColorMatch.within(mask).apply(planes.get(i), original);
			if (blend != null) blend.apply(planes.get(i), original);
			fitted.add(extents.isWhole() ? planes.get(i) : whole.originals().get(i).with(planes.get(i), extents.part()));
		}
		return fitted;
	}

	private boolean matchesColors(Plane original) {
		boolean automatic = mask != null && original.isColour();
		return settings.get(COLORMATCH).isDone(automatic);
	}
}
