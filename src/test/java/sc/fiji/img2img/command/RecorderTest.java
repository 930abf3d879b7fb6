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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.plugin.frame.Recorder;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;

/** What the recorder writes down makes the same image again, whatever its seed was. */
class RecorderTest {

	private static final String[] PROMPTS = { "", "word", "[word]", "two [bracketed words]", "a=b c", "\"quoted\" back\\slash",
		"a [ b", "it's steps=3" };

	private static Context context;

	@BeforeAll
	static void start() {
		context = new Context(CommandService.class, ModuleService.class, TaskService.class, StatusService.class);
		Macros.installMenu();
	}

	@AfterAll
	static void stop() {
		context.dispose();
		LoadedModel.close();
	}

	@BeforeEach
	void record() {
		Recorder.record = true;
		Recorder.resetCommandOptions();
	}

	@AfterEach
	void stopRecording() {
		Recorder.record = false;
		Recorder.resetCommandOptions();
		Macros.closeAll();
	}

	@Test
	void lineOfPlainImageJReplays() throws InterruptedException {
		for (String prompt : PROMPTS)
			assertRecords("Img2Img", "", "strength=0.5 stack prompt=[" + prompt + "]");
	}

	@Test
	void lineOfAGridReplays() throws InterruptedException {
		assertRecords("Img2Img Grid", "grid", "rows=strength=0.5,1 columns=[prompt=a->b c] prompt=[a (d)] nobaselines");
	}

	@Test
	void lineOfSciJavaReplays() throws InterruptedException, ExecutionException {
		for (String prompt : PROMPTS) {
			Module module = context.service(CommandService.class).run(Img2ImgCommand.class, true, "input", input(), "model",
				TestModels.get("sd15").toString(), "steps", 2, "strength", 0.5, "stack", true, "prompt", prompt).get();
			Recorder.resetCommandOptions();
			for (ModuleItem<?> item : module.getInfo().inputs())
				recordAsImagejLegacyDoes(item, module.getInput(item.getName()));
			String line = line("Img2Img", Recorder.getCommandOptions());
			assertFalse(line.contains("found"), line);
			assertReplays(line, (ImagePlus) module.getOutput("result"));
		}
	}

	@Test
	void linesHoldWhatDiffersFromTheDefaults() throws InterruptedException, ExecutionException {
		Module module = context.service(CommandService.class).run(Img2ImgCommand.class, true, "input", input(), "model",
			TestModels.get("sd15").toString(), "steps", 2, "seed", 7L, "strength", 0.75, "exact", true).get();
		Recorder.resetCommandOptions();
		for (ModuleItem<?> item : module.getInfo().inputs())
			recordAsImagejLegacyDoes(item, module.getInput(item.getName()));
		assertEquals("steps=2 seed=7 model=" + TestModels.get("sd15") + " exact=true", sorted(Recorder.getCommandOptions(),
			"steps", "seed", "model", "exact"));
		assertEquals(null, module.getInput("input"));
	}

	@Test
	void modelsAndLorasThatAreFoundAreWrittenByName() {
		System.setProperty("img2img.models", TestModels.get("sd15").getParent().toString());
		try {
			Img2ImgSettings settings = Img2ImgSettings.defaults().with(CommandSettings.MODEL, TestModels.get("sd15").toString())
				.with(Img2ImgSettings.LORA, TestModels.get("sd15").resolve("lora").resolve("concept.kohya.safetensors") + ":0.5");
			Map<String, String> texts = Recording.texts(settings, CommandSettings.all());
			assertEquals(Map.of("model", "sd15", "lora", "concept.kohya:0.5"), texts);
		}
		finally {
			System.clearProperty("img2img.models");
		}
	}

	@Test
	void theModelThatComesWithTheProgramIsNotNamedByItsPath() throws IOException {
		assertEquals("", ModelChoice.name(""));
		assertEquals("microscopy", ModelChoice.name(ModelChoice.finder().find("").toString()));
		assertEquals("microscopy", ModelChoice.name("Microscopy"));
		assertEquals("/no/such", ModelChoice.name("/no/such"));
	}

	@Test
	void nothingIsWrittenAfterAFailure() throws InterruptedException {
		Recorder.setCommand("Img2Img");
		Thread thread = new Thread(() -> new Img2Img_().run("again"), "Img2Img");
		thread.start();
		thread.join();
		assertEquals(null, Recorder.getCommand());
	}

	private static String sorted(String options, String... keys) {
		Map<String, String> read = MacroOptions.read(options);
		StringBuilder line = new StringBuilder();
		for (String key : keys)
			line.append(key).append('=').append(read.remove(key)).append(' ');
		return line.toString().trim() + String.join(" ", read.keySet());
	}

	/** Runs the plugin, and the line that is recorded meanwhile. */
	private static void assertRecords(String label, String argument, String options) throws InterruptedException {
		ImagePlus input = input();
		// NB: only threads of this name have options of their own.
		AtomicReference<ImagePlus> made = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			WindowManager.setTempCurrentImage(input);
			Macro.setOptions("model=[" + TestModels.get("sd15") + "] steps=2 " + options);
			new Img2Img_().run(argument);
			Macro.setOptions(null);
			made.set(WindowManager.getCurrentImage());
		}, "Run$_recorder test");
		Recorder.resetCommandOptions();
		thread.start();
		thread.join();
		String line = line(label, Recorder.getCommandOptions());
		assertTrue(line.contains(" seed=") && !line.contains("seed=-1") && line.contains(" model="), line);
		assertReplays(line, made.get());
	}

	/** It leaves out what is injected before, hidden or a message, and escapes what macros' texts cannot hold. */
	private static void recordAsImagejLegacyDoes(ModuleItem<?> item, Object value) {
		boolean injected = item.getName().endsWith("Service") || item.getName().equals("context") || item.getName().equals(
			"input");
		if (injected || value == null || item.getVisibility() == ItemVisibility.MESSAGE) return;
		Recorder.recordOption(item.getName(), value.toString().replace("\\", "\\\\").replace("\"", "\\\""));
	}

	private static String line(String label, String options) {
		return "run(\"" + label + "\", \"" + options + "\");";
	}

	private static void assertReplays(String line, ImagePlus expected) {
		Recorder.record = false;
		Macros.run(input(), line);
		ImagePlus actual = Macros.active();
		assertTrue(actual != expected && actual.getTitle().contains("img2img"), line);
		assertEquals(expected.getStackSize(), actual.getStackSize());
		assertEquals(TestPixels.checksum(expected), TestPixels.checksum(actual), line);
		Recorder.record = true;
	}

	private static ImagePlus input() {
		return new ImagePlus("a", TestImages.bytes(64, 64));
	}
}
