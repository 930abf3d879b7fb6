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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.task.TaskService;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

/** The script that users are given runs, as Fiji runs it: with its parameters as variables. */
@Tag("slow")
class ScriptTest {

	private static final Path SCRIPT = Path.of("src", "test", "resources", "scripts", "batch.groovy");

	private static final Context CONTEXT = new Context(CommandService.class, TaskService.class, StatusService.class);

	@TempDir
	private Path folder;

	@AfterAll
	static void stop() {
		CONTEXT.dispose();
		LoadedModel.close();
	}

	@Test
	void groovyScriptGivesThePixelsOfTheApi() throws IOException {
		Path in = TestImages.write(TestImages.shorts(64, 64), folder.resolve("a.tif"));
		Path out = folder.resolve("b.tif");
		Binding binding = new Binding();
		binding.setVariable("infile", in.toString());
		binding.setVariable("outfile", out.toString());
		binding.setVariable("model", TestModels.get("sd15").toString());
		binding.setVariable("command", CONTEXT.service(CommandService.class));
		new GroovyShell(binding).evaluate(Files.readAllLines(SCRIPT).stream().filter(line -> !line.startsWith("#@")).collect(
			Collectors.joining("\n")));
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH, 0.6).with(Img2ImgSettings.SEED,
			42L).with(Img2ImgSettings.PROMPT, "sharp");
		ImagePlus made = IJ.openImage(out.toString());
		assertEquals(16, made.getBitDepth());
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			assertArrayEquals((short[]) img2img.run(IJ.openImage(in.toString()), settings).image().getProcessor().getPixels(),
				(short[]) made.getProcessor().getPixels());
		}
	}
}
