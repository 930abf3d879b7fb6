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

import static sc.fiji.img2img.Img2ImgSettings.LORA;
import static sc.fiji.img2img.Img2ImgSettings.LORAWEIGHT;
import static sc.fiji.img2img.Img2ImgSettings.SCHEDULER;

import com.google.gson.JsonElement;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.img2img.diffusion.GuidanceInterval;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.MaskText;
import sc.fiji.img2img.image.Pictures;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.model.Model;

/** Writes down what a run was made with: every setting, the model, the LoRAs, the device and the input. */
final class RunInfo {

	/** The longest text of a mask that is kept in an image's Info. */
	private static final int MAX_MASK_TEXT = 1 << 16;

	private final OpenModel open;

	private final Img2ImgSettings settings;

	private final List<Lora> loras;

	/** @param settings completed, the seed drawn */
	RunInfo(OpenModel open, Img2ImgSettings settings, List<Lora> loras) {
		this.open = open;
		this.settings = settings;
		this.loras = loras;
	}

	/** What the Info of an image's result says. */
	GenerationInfo of(Pictures<?> pictures, Mask mask) throws IOException {
		Map<String, String> values = new LinkedHashMap<>();
		for (Setting<?> setting : Img2ImgSettings.all())
			values.put(setting.key(), settings.get(setting).toString());
		addModel(values);
		addLoras(values);
		values.put("sampler", sampler());
		values.put(GenerationInfo.RAN, open.plan(settings).toString());
		addGuided(values);
		open.extents(settings).extents(pictures.width(), pictures.height(), mask).describe(values);
		values.put("provider", open.placed().device().toString());
		values.put("input", pictures.title());
		values.put(GenerationInfo.SELECTION, mask == null ? GenerationInfo.NO_SELECTION : "the change is limited to one");
		if (mask != null && MaskText.write(mask).length() <= MAX_MASK_TEXT) values.put(GenerationInfo.MASK, MaskText.write(
			mask));
		if (pictures.position().length > 0) values.put(GenerationInfo.POSITION, Arrays.stream(pictures.position()).mapToObj(
			Integer::toString).collect(Collectors.joining(",")));
		String version = getClass().getPackage().getImplementationVersion();
		values.put("version", version == null ? "(not packaged)" : version);
		return GenerationInfo.of(values);
	}

	// -- Helper methods --

	private void addModel(Map<String, String> values) throws IOException {
		Model model = open.model();
		String suggested = settings.suggested().stream().map(Setting::key).collect(Collectors.joining(", "));
		if (!suggested.isEmpty()) values.put("suggested", suggested + " (" + LoraAdvice.of(settings, model.path()).map(
			LoraAdvice::toString).orElse(model.suggestions().source()) + ")");
		values.put("model", model.name());
		values.put("modelname", open.toString());
		open.hashes().describe(values, loras);
	}

	/** How many steps were guided, where not all were. */
	private void addGuided(Map<String, String> values) {
		int steps = open.plan(settings).running();
		GuidanceInterval interval = settings.get(Img2ImgSettings.GUIDANCEINTERVAL);
		if (!interval.isWhole() && settings.get(Img2ImgSettings.GUIDANCE) > 1) values.put("guided", interval.count(steps) +
			" of " + steps + " steps");
	}

	private void addLoras(Map<String, String> values) {
		String tags = LoraRequest.list(settings.get(LORA), settings.get(LORAWEIGHT)).stream().map(LoraRequest::tag).collect(
			Collectors.joining());
		if (!tags.isEmpty()) values.put(GenerationInfo.LORA_TAGS, tags);
		Img2ImgPipeline pipeline = open.placed().pipeline();
		String coverage = loras.stream().map(Lora::file).distinct().filter(file -> pipeline.coverage(file) != null).map(
			file -> file + ": " + pipeline.coverage(file)).collect(Collectors.joining("; "));
		if (!coverage.isEmpty()) values.put("loracoverage", coverage);
	}

	private String sampler() throws IOException {
		SchedulerName scheduler = settings.get(SCHEDULER);
		JsonElement own = open.model().scheduler().get("_class_name");
		return scheduler.isOfModel() && own != null ? own.getAsString() : scheduler.toString();
	}
}
