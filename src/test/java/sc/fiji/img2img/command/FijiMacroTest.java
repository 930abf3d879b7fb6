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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.TestStacks;

/** Macros do in Fiji, where they run the SciJava commands, what they do in plain ImageJ. */
@Tag("slow")
class FijiMacroTest {

	private static FijiHooks fiji;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		Macros.installMenu();
		Menus.getCommands().put("Plain Img2Img", Img2Img_.class.getName());
		fiji = new FijiHooks();
	}

	@AfterAll
	static void stop() {
		fiji.close();
		LoadedModel.close();
	}

	@AfterEach
	void closeImages() {
		Macros.closeAll();
		assertEquals(List.of(), List.copyOf(FijiHooks.ASKED), "a dialog opened");
		assertEquals(List.of(), List.copyOf(FijiHooks.SHOWN), "an image was shown twice");
		FijiHooks.ASKED.clear();
		FijiHooks.SHOWN.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "stack", "stack=true", "prompt=[two [nice] cells] negative=blur scheduler=[DPM++ 2M Karras]",
		"prompt=[a steps=1 b] lora=concept.kohya loraweight=0.5", "variations=2 range=full", "input=slices", "exact",
		"prompt=[a ] b] device=CPU" })
	void sameLineGivesTheSameImage(String options) {
		ImagePlus image = TestStacks.slices();
		image.setSlice(2);
		Macros.run(image, Macros.call(options));
		ImagePlus made = Macros.active();
		Macros.run(image, Macros.call(options).replace("run(\"Img2Img\"", "run(\"Plain Img2Img\""));
		assertEquals("slices - img2img", made.getTitle());
		assertTrue(made != Macros.active(), "both are the same image");
		assertEquals(Macros.active().getTitle(), made.getTitle());
		assertEquals(TestPixels.checksum(Macros.active()), TestPixels.checksum(made));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"steps=abc|steps should be a whole number from 1 to 1000, but is \"abc\".", //
		"steps=20.5|steps should be a whole number from 1 to 1000, but is \"20.5\".", //
		"strength=0,5|strength should be a number from 0 to 1, but is \"0,5\".", //
		"strength=1.5|strength should be a number from 0 to 1, but is \"1.5\".", //
		"stack=1|stack should be true or false, but is \"1\".", //
		"device=warp|device should be one of auto", //
		"stregth=0.5|There is no setting \"stregth\"; there are strength, steps", //
		"raw raw|raw is given twice.", //
		"model=[/no/such]|model should be a model's directory", //
		"output=[/no/such/a.tif]|There is no folder /no/such", //
		"input=other|The image \"other\" is not open; open it first" })
	void badValueEndsTheMacroWithItsSentence(String options, String sentence) {
		String complete = options.startsWith("model") ? options : "model=[" + TestModels.get("sd15") + "] " + options;
		String printed = Macros.failure(TestStacks.slices(), "run(\"Img2Img\", \"" + complete + "\");");
		assertTrue(printed.contains(sentence), printed);
	}

	@Test
	void noImageEndsTheMacro() {
		assertTrue(Macros.failure(null, Macros.call("")).contains("There is no image open"));
		assertTrue(Macros.failure(null, Macros.call("").replace("Img2Img", "Img2Img Grid")).contains(
			"There is no image open"));
	}

	@Test
	void theErrorSaysInWhichLine() {
		String printed = Macros.failure(TestStacks.slices(), "a = 1;\nrun(\"Img2Img\", \"steps=abc\");\n");
		assertTrue(printed.contains("but is \"abc\". in line 2"), printed);
	}

	@Test
	void aScriptsImageIsTheOneItNames() {
		for (String command : new String[] { "Img2Img", "Plain Img2Img", "Img2Img Grid" }) {
			ImagePlus active = new ImagePlus("active", TestImages.bytes(64, 64));
			ImagePlus named = new ImagePlus("named", TestImages.shorts(64, 64));
			WindowManager.setTempCurrentImage(active);
			IJ.run(named, command, Macros.options(command.endsWith("Grid") ? "rows=seed=1,2 columns=guidance=1" : ""));
			assertSame(active, WindowManager.getCurrentImage());
			String made = command.endsWith("Grid") ? "named - img2img grid" : "named - img2img";
			assertEquals(16, WindowManager.getImage(made).getBitDepth(), command);
			Macros.run("close(\"*\");");
		}
	}

	@Test
	void resultsAreMarkedAsChangedUnlessTheyAreWritten() {
		Macros.run(TestStacks.slices(), Macros.call(""));
		assertTrue(Macros.active().changes);
		Macros.run(TestStacks.slices(), Macros.call("output=[" + folder.resolve("a.tif") + "]"));
		assertFalse(Macros.active().changes);
		Macros.run(TestStacks.slices(), "run(\"Img2Img Grid\", \"" + Macros.options(
			"rows=strength=0.5,1 columns=[seed=1,2]") + "\");");
		for (String image : new String[] { "grid", "montage", "plot" })
			assertTrue(WindowManager.getImage("slices - img2img " + image).changes, image);
	}

	@Test
	void loopOverTwentyImagesOfMixedTypeSavesTheResults() {
		MixedLoop.run(folder);
	}

	@Test
	void gridsStackIsTheActiveImage() {
		assertEquals("slices - img2img grid4", Macros.run(TestStacks.slices(), "run(\"Img2Img Grid\", \"" + Macros.options(
			"rows=strength=0.5,1 columns=[seed=1,2]") + "\");\nreturn getTitle() + nSlices;"));
	}

	@Test
	void againFollowsACommand() {
		Macros.run(TestStacks.slices(), Macros.call("prompt=[two words]"));
		ImagePlus first = Macros.active();
		Macros.run("run(\"Img2Img Again\");");
		assertTrue(first != Macros.active());
		assertEquals(TestPixels.checksum(first), TestPixels.checksum(Macros.active()));
	}
}
