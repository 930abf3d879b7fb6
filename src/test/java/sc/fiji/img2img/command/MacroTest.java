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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.ImageProcessor;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
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

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.TestStacks;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.image.ij.GenerationInfo;

/** Real macros, without a screen. */
@Tag("slow")
class MacroTest {

	private static final int SIZE = 64;

	@TempDir
	private Path folder;

	@BeforeAll
	static void installMenu() {
		Macros.installMenu();
	}

	@AfterEach
	void closeImages() {
		Macros.closeAll();
	}

	@AfterAll
	static void unload() {
		Macros.run("run(\"Img2Img Unload Model\");");
	}

	@Test
	void resultIsTheActiveImageAndNamedAfterTheInput() {
		assertEquals("cells - img2img", Macros.run(bytes("cells.tif"), Macros.call("") + "return getTitle();"));
	}

	@Test
	void macroAndApiGiveTheSamePixels() throws IOException {
		Macros.run(bytes("a"), Macros.call("prompt=[two [nice] cells] negative=blur scheduler=[DPM++ 2M Karras]"));
		Img2ImgSettings settings = Img2ImgSettings.defaults() //
			.with(Img2ImgSettings.STEPS, 2).with(Img2ImgSettings.STRENGTH, 0.5).with(Img2ImgSettings.GUIDANCE, 1.0) //
			.with(Img2ImgSettings.SEED, 7L).with(Img2ImgSettings.PROMPT, "two [nice] cells") //
			.with(Img2ImgSettings.NEGATIVE, "blur").with(Img2ImgSettings.SCHEDULER, SchedulerName.of("DPM++ 2M Karras"));
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			assertArrayEquals((byte[]) img2img.run(bytes("a"), settings).image().getProcessor().getPixels(),
				(byte[]) Macros.active().getProcessor().getPixels());
		}
	}

	@Test
	void loopOverTwentyImagesOfMixedTypeSavesTheResults() {
		MixedLoop.run(folder);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"steps=abc|steps should be a whole number from 1 to 1000, but is \"abc\".", //
		"steps=20.5|steps should be a whole number from 1 to 1000", //
		"steps=0|steps should be a whole number from 1 to 1000, but is \"0\".", //
		"strength=1.5|strength should be a number from 0 to 1, but is \"1.5\".", //
		"strength=0,5|strength should be a number from 0 to 1, but is \"0,5\".", //
		"strength=NaN|strength should be a number from 0 to 1", //
		"guidance=-1|guidance should be a number from 0 to 100", //
		"seed=-2|seed should be a whole number from -1 on", //
		"stack=1|stack should be true or false, but is \"1\".", //
		"device=warp|device should be one of auto", //
		"scheduler=[Eule]|Eule", //
		"range=some|range should be one of display, full, but is \"some\".", //
		"stregth=0.5|There is no setting \"stregth\"; there are strength, steps", //
		"raw raw|raw is given twice.", //
		"model=[/no/such]|model should be a model's directory", //
		"output=[/no/such/a.tif]|There is no folder /no/such", //
		"output=a.gif|should end in .tif, .png or .jpg." })
	void badValueEndsTheMacroWithItsSentence(String options, String sentence) {
		String complete = options.startsWith("model") ? options : "model=[" + TestModels.get("sd15") + "] " + options;
		String printed = Macros.failure(bytes("a"), "run(\"Img2Img\", \"" + complete + "\");");
		assertTrue(printed.contains(sentence), printed);
	}

	@Test
	void noImageEndsTheMacro() {
		assertTrue(Macros.failure(null, Macros.call("")).contains("There is no image open"));
	}

	@Test
	void allSlicesComeBackWithLabels() {
		ImagePlus stack = IJ.createImage("s", "16-bit ramp", SIZE, SIZE, 3);
		stack.getStack().setSliceLabel("second", 2);
		Macros.run(stack, Macros.call("stack"));
		assertEquals(3, Macros.active().getStackSize());
		assertEquals("second", Macros.active().getStack().getSliceLabel(2));
		Macros.run(stack, "setSlice(2);" + Macros.call(""));
		assertEquals(1, Macros.active().getStackSize());
		assertEquals("second", Macros.active().getStack().getSliceLabel(1));
	}

	@Test
	void switchCanBeSetToFalse() {
		Macros.run(IJ.createImage("s", "8-bit ramp", SIZE, SIZE, 3), Macros.call("stack=false"));
		assertEquals(1, Macros.active().getStackSize());
	}

	@Test
	void selectionLimitsTheChange() {
		ImagePlus rgb = new ImagePlus("a", TestImages.rgb(SIZE, SIZE));
		OvalRoi oval = new OvalRoi(10, 20, 30, 25);
		rgb.setRoi(oval);
		Macros.run(rgb, Macros.call(""));
		ImageProcessor result = Macros.active().getProcessor();
		int changed = 0;
		for (int y = 0; y < SIZE; y++)
			for (int x = 0; x < SIZE; x++)
				if (!oval.contains(x, y)) assertEquals(rgb.getProcessor().get(x, y), result.get(x, y));
				else if (rgb.getProcessor().get(x, y) != result.get(x, y)) changed++;
		assertTrue(changed > 300, changed + " pixels changed");
	}

	@Test
	void featherIsAnEdgeWithinTheSelection() {
		ImagePlus image = bytes("a");
		image.setRoi(new Roi(8, 8, 48, 48));
		Macros.run(image, Macros.call("feather=0"));
		ImageProcessor hard = Macros.active().getProcessor();
		Macros.run(image, Macros.call("feather=20"));
		ImageProcessor soft = Macros.active().getProcessor();
		double hardEdge = 0;
		double softEdge = 0;
		for (int i = 8; i < 56; i++) {
			hardEdge += Math.abs(hard.get(i, 8) - image.getProcessor().get(i, 8));
			softEdge += Math.abs(soft.get(i, 8) - image.getProcessor().get(i, 8));
		}
		assertTrue(softEdge < hardEdge / 4, "change at the edge: " + softEdge + " soft, " + hardEdge + " hard");
	}

	@Test
	void pointsDoNotLimitAndOutsideIsRefused() {
		ImagePlus image = bytes("a");
		Macros.run(image, Macros.call(""));
		ImagePlus free = Macros.active();
		image.setRoi(new PointRoi(3, 4));
		Macros.run(image, Macros.call(""));
		assertEquals(TestPixels.checksum(free), TestPixels.checksum(Macros.active()));
		image.setRoi(new Roi(200, 200, 5, 5));
		assertTrue(Macros.failure(image, Macros.call("")).contains("The selection lies outside of the image."));
	}

	@Test
	void outputFileIsTheResult() {
		Path file = folder.resolve("with blank.tif");
		Macros.run(bytes("a"), Macros.call("output=[" + file + "]"));
		assertEquals(TestPixels.checksum(Macros.active()), TestPixels.checksum(IJ.openImage(file.toString())));
	}

	@Test
	void againGivesTheSamePixels() {
		Macros.run(bytes("a"), Macros.call("prompt=[one [two]] variations=2"));
		ImagePlus first = Macros.active();
		Macros.run("run(\"Img2Img Again\");");
		assertTrue(first != Macros.active());
		assertEquals(TestPixels.checksum(first), TestPixels.checksum(Macros.active()));
		Macros.run("run(\"Img2Img Again\", \"seed=8\");");
		assertNotEquals(TestPixels.checksum(first), TestPixels.checksum(Macros.active()));
	}

	@Test
	void againKeepsTheSelection() {
		ImagePlus rgb = new ImagePlus("a", TestImages.rgb(SIZE, SIZE));
		rgb.setRoi(new OvalRoi(10, 20, 30, 25));
		Macros.run(rgb, Macros.call(""));
		ImagePlus first = Macros.active();
		rgb.deleteRoi();
		Macros.run("run(\"Img2Img Again\");");
		assertTrue(first != Macros.active());
		assertEquals(TestPixels.checksum(first), TestPixels.checksum(Macros.active()));
		assertEquals(null, rgb.getRoi());
	}

	@Test
	void againKeepsTheSlice() {
		for (ImagePlus image : List.of(TestStacks.slices(), TestStacks.composite(IJ.COMPOSITE), TestStacks
			.composite(IJ.COLOR), TestStacks.composite(IJ.GRAYSCALE)))
		{
			image.setPosition(image.isComposite() ? 2 : 1, 3, 1);
			Macros.run(image, Macros.call(""));
			ImagePlus first = Macros.active();
			image.setPosition(1, 2, 1);
			int current = image.getCurrentSlice();
			String before = TestPixels.checksum(image);
			Object pixels = image.getProcessor().getPixelsCopy();
			Macros.run("run(\"Img2Img Again\");");
			assertTrue(first != Macros.active());
			assertEquals(TestPixels.checksum(first), TestPixels.checksum(Macros.active()), image.toString());
			assertEquals(first.getDisplayRangeMax(), Macros.active().getDisplayRangeMax());
			assertEquals(first.getStack().getSliceLabel(1), Macros.active().getStack().getSliceLabel(1));
			assertEquals(current, image.getCurrentSlice());
			assertEquals(before, TestPixels.checksum(image));
			assertArrayEquals((short[]) pixels, (short[]) image.getProcessor().getPixels());
			Macros.closeAll();
		}
	}

	@Test
	void againOnAnotherImageTakesThatOnesSliceAndSelection() {
		ImagePlus image = bytes("a");
		image.setRoi(new OvalRoi(10, 20, 30, 25));
		Macros.run(image, Macros.call(""));
		ImagePlus first = Macros.active();
		ImagePlus other = new ImagePlus("other", image.getProcessor().duplicate());
		Macros.run(other, Macros.call(""));
		ImagePlus whole = Macros.active();
		WindowManager.setTempCurrentImage(first);
		Macros.run("run(\"Img2Img Again\", \"input=other\");");
		assertEquals(TestPixels.checksum(whole), TestPixels.checksum(Macros.active()));
		assertNotEquals(TestPixels.checksum(first), TestPixels.checksum(Macros.active()));
	}

	@Test
	void againRefusesSlicesAndSelectionsThatAreGone() {
		ImagePlus image = TestStacks.slices();
		image.setSlice(3);
		Macros.run(image, Macros.call(""));
		ImagePlus first = Macros.active();
		image.getStack().deleteLastSlice();
		image.setStack(image.getStack());
		assertTrue(Macros.failure(first, "run(\"Img2Img Again\");").contains("has no channel 1, slice 3, frame 1 any more"));
		image.setRoi(new OvalRoi(10, 20, 30, 25));
		image.setSlice(1);
		Macros.run(image, Macros.call(""));
		ImagePlus masked = Macros.active();
		masked.setProperty("Info", masked.getProperty("Info").toString().replaceFirst("\nmask: .*", ""));
		assertTrue(Macros.failure(masked, "run(\"Img2Img Again\");").contains("too intricate to be kept"));
	}

	@Test
	void againNeedsAnImageThatWasMadeHere() {
		assertTrue(Macros.failure(bytes("a"), "run(\"Img2Img Again\");").contains("was not made by Img2Img"));
	}

	@Test
	void againNeedsAnImage() {
		assertTrue(Macros.failure(null, "run(\"Img2Img Again\");").contains("There is no image open; open one first."));
	}

	@Test
	void randomSeedIsReportedAndGivesTheSameImage() {
		ImagePlus image = bytes("a");
		Macros.run(image, Macros.call("").replace("seed=7", "seed=-1"));
		ImagePlus first = Macros.active();
		String seed = GenerationInfo.of(first).orElseThrow().values().get("seed");
		Macros.run(image, Macros.call("").replace("seed=7", "seed=" + seed));
		assertEquals(TestPixels.checksum(first), TestPixels.checksum(Macros.active()));
	}

	@Test
	void modelIsFoundByItsNameOrByItself() throws IOException {
		System.setProperty("img2img.models", TestModels.get("sd15").getParent().toString());
		try {
			Macros.run(bytes("a"), "run(\"Img2Img\", \"model=SD15 steps=2 seed=7 guidance=1 strength=0.5\");");
			ImagePlus named = Macros.active();
			assertEquals("a - img2img", named.getTitle());
			System.setProperty("img2img.model", TestModels.get("sd15").toString());
			Macros.run(bytes("a"), "run(\"Img2Img\", \"steps=2 seed=7 guidance=1 strength=0.5\");");
			assertEquals(TestPixels.checksum(named), TestPixels.checksum(Macros.active()));
			System.clearProperty("img2img.model");
			System.setProperty("img2img.models", Files.createDirectory(folder.resolve("empty")).toString());
			Macros.run(bytes("a"), "run(\"Img2Img\", \"steps=2 seed=7 guidance=1 strength=0.5\");");
			assertTrue(Macros.active().getInfoProperty().contains("microscopy"), Macros.active().getInfoProperty());
		}
		finally {
			System.clearProperty("img2img.model");
			System.clearProperty("img2img.models");
		}
	}

	@Test
	void escapeEndsTheMacroWithoutAResult() {
		// NB: the steps that remain would take a minute and more.
		ImagePlus image = new ImagePlus("a", TestImages.bytes(256, 256));
		String answer;
		try (Status status = Status.at("step 1 of", () -> IJ.setKeyDown(KeyEvent.VK_ESCAPE))) {
			answer = Macros.run(image, Macros.call("").replace("steps=2", "steps=900") + "return getTitle();");
		}
		assertNotEquals("a - img2img", answer);
		assertNotEquals("a", answer, "the macro went on with its input");
		assertTrue(IJ.escapePressed());
		IJ.resetEscape();
	}

	@Test
	void inputIsNotChanged() {
		ImagePlus image = bytes("a");
		image.setRoi(new OvalRoi(5, 5, 20, 20));
		String before = TestPixels.checksum(image);
		Roi roi = image.getRoi();
		Macros.run(image, Macros.call("colormatch=on"));
		assertEquals(before, TestPixels.checksum(image));
		assertSame(roi, image.getRoi());
	}

	private static ImagePlus bytes(String title) {
		return new ImagePlus(title, TestImages.bytes(SIZE, SIZE));
	}
}
