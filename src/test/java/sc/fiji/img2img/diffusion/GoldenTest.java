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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.image.ij.SeenMask;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** Every case that diffusers was asked for gives the same latents and the same picture here. */
@Tag("slow")
class GoldenTest {

	private static final double LATENT_TOLERANCE = 1e-5;

	@TestFactory
	Stream<DynamicNode> pipelines() {
		List<Path> models = TestModels.withGoldens();
		assertTrue(models.size() > 10, models.toString());
		return models.stream().map(model -> dynamicContainer(model.toString(), cases(model)));
	}

	@TestFactory
	Stream<DynamicNode> refusals() {
		List<Path> models = TestModels.refused();
		assertFalse(models.isEmpty());
		return models.stream().map(model -> dynamicTest(model.getFileName().toString(), () -> {
			String message = assertThrows(IOException.class, () -> open(model)).getMessage();
			assertTrue(message.contains(model.toString()), message);
		}));
	}

	private static Img2ImgPipeline open(Path model) throws IOException {
		return Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(model)), Provider.CPU, RunControl.silent());
	}

	private static Stream<DynamicNode> cases(Path directory) {
		try {
			JsonObject golden = TestModels.golden(directory);
			Img2ImgPipeline pipeline = open(directory);
			boolean inpaints = golden.has("pipeline") && golden.get("pipeline").getAsString().equals("inpaint");
			Stream<DynamicNode> tests = StreamSupport.stream(golden.getAsJsonArray("cases").spliterator(), false) //
				.map(JsonElement::getAsJsonObject).filter(single -> !single.has("lora")) //
				.map(single -> dynamicTest(name(single), () -> check(pipeline, directory, single, inpaints)));
			return tests.onClose(pipeline::close);
		}
		catch (IOException e) {
			return Stream.of(dynamicTest("open", () -> {
				throw e;
			}));
		}
	}

	static String name(JsonObject single) {
		return single.get("case") + " strength " + single.get("strength") + ", " + single.get("steps") + " steps " +
			(single.has("scheduler") ? single.get("scheduler").getAsString() : "");
	}

	static void check(Img2ImgPipeline pipeline, Path directory, JsonObject single, boolean inpaints) throws IOException {
		check(pipeline, job(directory, single, inpaints), directory, single);
	}

	static void check(Img2ImgPipeline pipeline, DiffusionJob job, Path directory, JsonObject single) throws IOException {
		double tolerance = single.has("tolerance") ? single.get("tolerance").getAsDouble() : LATENT_TOLERANCE;
		List<Tensor> latents = pipeline.denoise(job, RunControl.silent());
		float[] expected = latents(directory.resolve("golden.safetensors"), "", single);
		double distance = RelativeL2.of(Tensor.concatenate(latents.toArray(new Tensor[0])).data(), expected);
		assertTrue(distance <= tolerance, directory.getFileName() + " " + name(single) + ": relative L2 of the latents " +
			distance);
		checkPictures(pipeline, latents, directory, single);
	}

	/** The latents of a case, as a file has them. */
	static float[] latents(Path file, String prefix, JsonObject single) throws IOException {
		try (SafeTensors golden = SafeTensors.open(file)) {
			return golden.floats(prefix + number(single) + ".latents");
		}
	}

	static void checkPictures(Img2ImgPipeline pipeline, List<Tensor> latents, Path directory, JsonObject single)
		throws IOException
	{
		List<String> pictures = pictures(single);
		for (int i = 0; i < pictures.size(); i++) {
			ImageProcessor made = Processors.of(ImageCodec.toRgb(pipeline.decode(latents.get(i), false, RunControl.silent())));
			TestPixels.assertWithinOneLevel(ImageFiles.read(directory.resolve(pictures.get(i))).getProcessor(), made);
		}
	}

	private static String number(JsonObject single) {
		return String.format(Locale.ROOT, "%02d", single.get("case").getAsInt());
	}

	/** NB: each case of the first goldens has a picture; those that src/test/python makes name theirs. */
	private static List<String> pictures(JsonObject single) {
		if (!single.has("pipeline")) return List.of("golden_" + number(single) + ".png");
		if (!single.has("pictures")) return List.of();
		return StreamSupport.stream(single.getAsJsonArray("pictures").spliterator(), false).map(JsonElement::getAsString)
			.collect(Collectors.toList());
	}

	static DiffusionJob job(Path directory, JsonObject single, boolean inpaints) throws IOException {
		ImageProcessor input = ImageFiles.read(directory.resolve(single.has("input") ? single.get("input").getAsString()
			: "input.png")).getProcessor();
		DiffusionJob job = DiffusionJob.of(Processors.codec(input).encode()) //
			.prompt(single.get("prompt").getAsString()) //
			.steps(single.get("steps").getAsInt(), false) //
			.strength(single.get("strength").getAsDouble()) //
			.guidance(Guidance.of(single.get("guidance").getAsDouble(), single.has("guidance_rescale") ? single.get(
				"guidance_rescale").getAsDouble() : 0));
		JsonElement negative = single.get("negative_prompt");
		if (negative != null && !negative.isJsonNull()) job.negative(negative.getAsString());
		if (single.has("seed")) job.seeds(single.get("seed").getAsLong());
		else job.seeds(StreamSupport.stream(single.getAsJsonArray("seeds").spliterator(), false).mapToLong(
			JsonElement::getAsLong).toArray());
		if (single.has("scheduler")) job.scheduler(single.get("scheduler").getAsString());
		if (single.has("scheduler_options")) for (Map.Entry<String, JsonElement> option : single.getAsJsonObject(
			"scheduler_options").entrySet())
			job.schedulerOption(option.getKey(), value(option.getValue().getAsJsonPrimitive()));
		boolean masked = inpaints || single.has("mask") || single.has("pipeline") && single.get("pipeline").getAsString()
			.contains("Inpaint");
		if (masked) job.mask(SeenMask.mask(ImageFiles.read(directory.resolve("mask.png")).getProcessor()).tensor());
		return job;
	}

	private static Object value(JsonPrimitive value) {
		if (value.isBoolean()) return value.getAsBoolean();
		return value.isNumber() ? (Object) value.getAsDouble() : value.getAsString();
	}
}
