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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;

import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.TestStacks;
import sc.fiji.img2img.run.RunControl;

/** Macros give, for every kind of image, what the Java API gives, and what is kept of an image is kept. */
@Tag("slow")
@ExtendWith(MacroSession.class)
class MacroImagesTest {

	private static final int SIZE = 64;

	private static Img2Img img2img;

	@BeforeAll
	static void open() throws IOException {
		img2img = Img2Img.open(TestModels.get("sd15"));
	}

	@AfterAll
	static void close() {
		img2img.close();
	}

	static List<ImagePlus> images() {
		return List.of(calibratedStack(), floatsWithGaps(), TestStacks.composite(IJ.COMPOSITE), TestStacks.composite(IJ.COLOR),
			TestStacks.composite(IJ.GRAYSCALE), manyChannels(), selected(), binary(), coloured(), new ImagePlus("narrow.png",
				TestImages.rgb(37, 1023)), new ImagePlus("dot", TestImages.bytes(1, 1)), new ImagePlus("dot", TestImages.floats(1,
					1)), new ImagePlus("flat", new ByteProcessor(SIZE, SIZE)));
	}

	@ParameterizedTest
	@MethodSource("images")
	void macroAndApiGiveTheSameImage(ImagePlus image) throws IOException {
		for (String options : new String[] { "", "stack", "range=full colormatch=on", "strength=0" }) {
			Macros.run(image, Macros.call(options).replace("strength=0.5 ", options.startsWith("strength") ? "" : "strength=0.5 "));
			ImagePlus actual = Macros.active();
			ImagePlus expected = img2img.run(image, ImageRun.mask(image), CommandSettings.parse(MacroOptions.read(
				"steps=2 guidance=1 seed=7 " + (options.startsWith("strength") ? "" : "strength=0.5 ") + options)),
				RunControl.silent()).image();
			assertTrue(actual != image, options);
			assertEquals(TestPixels.checksum(expected), TestPixels.checksum(actual), options);
			assertSameLook(expected, actual);
			if (options.equals("stack")) assertSameLook(image, actual);
		}
	}

	@Test
	void imageWithoutPixelsEndsTheMacro() {
		String printed = Macros.failure(new ImagePlus(), Macros.call(""));
		assertTrue(printed.contains("has no pixels"), printed);
	}

	private static void assertSameLook(ImagePlus expected, ImagePlus actual) {
		assertEquals(expected.getTitle().replaceAll("(\\.png)?( - img2img)?$", ""), actual.getTitle().replace(" - img2img",
			""));
		assertArrayEquals(expected.getDimensions(), actual.getDimensions());
		assertEquals(expected.getBitDepth(), actual.getBitDepth());
		assertEquals(expected.getDisplayMode(), actual.getDisplayMode());
		assertEquals(expected.isInvertedLut(), actual.isInvertedLut());
		assertEquals(expected.getCalibration().toString(), actual.getCalibration().toString());
		assertEquals(Arrays.toString(expected.getLuts()), Arrays.toString(actual.getLuts()));
		for (int c = 0; c < expected.getLuts().length; c++) {
			LUT lut = expected.getLuts()[c];
			assertEquals(lut.getRGB(200), actual.getLuts()[c].getRGB(200));
			assertEquals(lut.min, actual.getLuts()[c].min);
			assertEquals(lut.max, actual.getLuts()[c].max);
		}
		if (expected.getStackSize() > 1) for (int n = 1; n <= expected.getStackSize(); n++)
			assertEquals(expected.getStack().getSliceLabel(n), actual.getStack().getSliceLabel(n));
	}

	private static ImagePlus calibratedStack() {
		ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 0; i < 5; i++)
			stack.addSlice("z" + i, TestStacks.slices().getStack().getProcessor(1 + i % 3));
		ImagePlus image = new ImagePlus("cells", stack);
		image.getCalibration().pixelWidth = 0.25;
		image.getCalibration().pixelDepth = 2;
		image.getCalibration().setUnit("um");
		image.setLut(LUT.createLutFromColor(Color.GREEN));
		image.setDisplayRange(100, 5000);
		image.setSlice(3);
		return image;
	}

	/** Negative values, and NaN. */
	private static ImagePlus floatsWithGaps() {
		FloatProcessor pixels = TestImages.floats(SIZE, SIZE);
		for (int i = 0; i < 50; i++)
			pixels.setf(i * 3, Float.NaN);
		pixels.setMinAndMax(-0.5, 2);
		return new ImagePlus("floats", pixels);
	}

	private static ImagePlus manyChannels() {
		ImageStack channels = new ImageStack(SIZE, SIZE);
		for (int c = 0; c < 5; c++)
			channels.addSlice(TestImages.bytes(SIZE, SIZE));
		ImagePlus image = new ImagePlus("five", channels);
		image.setDimensions(5, 1, 1);
		return new CompositeImage(image, IJ.COMPOSITE);
	}

	private static ImagePlus selected() {
		ImagePlus image = new ImagePlus("photograph", TestImages.rgb(SIZE, SIZE));
		image.setRoi(new OvalRoi(10, 20, 30, 25));
		return image;
	}

	private static ImagePlus binary() {
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		mask.invertLut();
		return new ImagePlus("mask", mask);
	}

	private static ImagePlus coloured() {
		ImagePlus image = new ImagePlus("magenta", TestImages.bytes(SIZE, SIZE));
		image.setLut(LUT.createLutFromColor(Color.MAGENTA));
		return image;
	}
}
