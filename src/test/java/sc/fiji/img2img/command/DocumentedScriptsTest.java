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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.task.TaskService;

import sc.fiji.img2img.Documentation;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.ij.GenerationInfo;

/** The Groovy that users are shown runs as Fiji runs it: with its parameters as variables. */
@Tag("slow")
class DocumentedScriptsTest {

	private static final Context CONTEXT = new Context(CommandService.class, TaskService.class, StatusService.class);

	@TempDir
	private Path folder;

	@AfterAll
	static void stop() {
		CONTEXT.dispose();
		LoadedModel.close();
	}

	@BeforeEach
	void findModel() {
		System.setProperty("img2img.model", TestModels.get("sd15").toString());
	}

	@AfterEach
	void forgetModel() {
		System.clearProperty("img2img.model");
	}

	@Test
	void aScriptWithParametersHasAnImageAsItsResult() throws IOException {
		Binding binding = new Binding();
		ImagePlus image = new ImagePlus("a", TestImages.bytes(64, 64));
		binding.setVariable("image", image);
		binding.setVariable("strength", 0.6);
		run("#@ ImagePlus image", binding);
		ImagePlus result = (ImagePlus) binding.getVariable("result");
		assertEquals("0.6", GenerationInfo.of(result).orElseThrow().values().get("strength"));
		assertFalse(Arrays.equals((byte[]) image.getProcessor().getPixels(), (byte[]) result.getProcessor().getPixels()));
	}

	@Test
	void aScriptForTheLauncherReadsAndWritesFiles() throws IOException {
		Binding binding = new Binding();
		Path out = folder.resolve("b.tif");
		binding.setVariable("infile", TestImages.write(TestImages.shorts(64, 64), folder.resolve("a.tif")).toString());
		binding.setVariable("outfile", out.toString());
		run("#@ String infile", binding);
		assertEquals("sharp", GenerationInfo.of(IJ.openImage(out.toString())).orElseThrow().values().get("prompt"));
	}

	/** Runs the script of the pages that begins so. */
	private static void run(String start, Binding binding) throws IOException {
		String script = Documentation.find("^```groovy\n((?:.*\n)*?)```").values().stream().map(block -> block.group(1)).filter(
			block -> block.startsWith(start)).findFirst().orElseThrow();
		binding.setVariable("command", CONTEXT.service(CommandService.class));
		new GroovyShell(binding).evaluate(script.replaceAll("(?m)^#@.*", "").replace("/data/models/sd15", TestModels.get("sd15")
			.toString()));
	}
}
