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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.image.ij.ImageFiles;

/** The command line with --raw turns the goldens' input into the goldens' pictures. */
@Tag("slow")
class RawGoldenTest {

	@TempDir
	static Path folder;

	@TestFactory
	Stream<DynamicTest> goldens() {
		return Stream.of("sd15", "sdxl", "sd15_inpaint").map(TestModels::get).flatMap(RawGoldenTest::cases);
	}

	private static Stream<DynamicTest> cases(Path model) {
		try {
			return StreamSupport.stream(TestModels.golden(model).getAsJsonArray("cases").spliterator(), false) //
				.map(JsonElement::getAsJsonObject).filter(single -> !single.has("lora")) //
				.map(single -> dynamicTest(model.getFileName() + " " + single.get("case"), () -> check(model, single)));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void check(Path model, JsonObject single) throws IOException {
		Path output = folder.resolve("output.png");
		List<Object> arguments = new ArrayList<>(List.of(model.resolve("input.png"), output, "--model", model, "--raw",
			"--prompt", single.get("prompt").getAsString(), "--negative", single.get("negative_prompt").getAsString()));
		for (String key : List.of("strength", "steps", "guidance", "seed"))
			arguments.addAll(List.of("--" + key, single.get(key).getAsString()));
		if (Files.exists(model.resolve("mask.png"))) arguments.addAll(List.of("--mask", model.resolve("mask.png")));
		CommandRun.of(arguments.toArray()).assertDone();
		Path golden = model.resolve(String.format(Locale.ROOT, "golden_%02d.png", single.get("case").getAsInt()));
		TestPixels.assertWithinOneLevel(ImageFiles.read(golden).getProcessor(), ImageFiles.read(output).getProcessor());
	}
}
