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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

import java.awt.Color;
import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import sc.fiji.img2img.image.ColorMatching;
import sc.fiji.img2img.image.Picture;
import sc.fiji.img2img.image.RangeSource;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.image.ij.Planes;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.run.RunControl;

/** Every kind of image comes back as what it was. */
class ImageTypesTest {

	private static final Img2ImgSettings SETTINGS = Img2ImgSettings.defaults() //
		.with(Img2ImgSettings.STEPS, 2).with(Img2ImgSettings.STRENGTH, 0.5).with(Img2ImgSettings.GUIDANCE, 1.0) //
		.with(Img2ImgSettings.SEED, 7L);

	private static final int SIZE = 64;

	@RegisterExtension
	static final OpenedModel MODEL = OpenedModel.of("sd15");

	@Test
	void calibratedStackOfFiveSlicesComesBackAsOne() throws IOException {
		ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 0; i < 5; i++) {
			ShortProcessor slice = TestImages.shorts(SIZE, SIZE);
			slice.multiply(1 + i / 10.0);
			stack.addSlice("z" + i, slice);
		}
		ImagePlus input = new ImagePlus("cells.tif", stack);
		Calibration calibration = input.getCalibration();
		calibration.pixelWidth = 0.25;
		calibration.pixelDepth = 2;
		calibration.setUnit("um");
		input.setDisplayRange(100, 5000);
		input.setLut(LUT.createLutFromColor(Color.GREEN));
		input.setDisplayRange(100, 5000);
		input.setSlice(3);
		ImagePlus whole = run(input, SETTINGS.with(Img2ImgSettings.STACK, true));
		assertEquals("cells - img2img", whole.getTitle());
		assertEquals(5, whole.getNSlices());
		assertEquals(16, whole.getBitDepth());
		assertEquals(calibration.toString(), whole.getCalibration().toString());
		assertEquals("z4", whole.getStack().getSliceLabel(5));
		assertEquals(3, whole.getSlice());
		assertEquals(100, whole.getDisplayRangeMin());
		assertEquals(5000, whole.getDisplayRangeMax());
		assertEquals(0xff00ff00, whole.getProcessor().getLut().getRGB(255));
		ImagePlus single = run(input, SETTINGS);
		assertEquals(1, single.getStackSize());
		assertEquals("z2", single.getStack().getSliceLabel(1));
		assertArrayEquals((short[]) whole.getStack().getPixels(3), (short[]) single.getProcessor().getPixels());
	}

	@Test
	void valuesStayWithinTheDisplayedRange() throws IOException {
		ImagePlus input = new ImagePlus("a", TestImages.floats(SIZE, SIZE));
		input.setDisplayRange(-0.5, 1);
		ImagePlus result = run(input, SETTINGS);
		assertTrue(result.getStatistics().min >= -0.5 && result.getStatistics().max <= 1);
		assertTrue(result.getStatistics().min < 0, "negative values are values");
		ImagePlus full = run(input, SETTINGS.with(Img2ImgSettings.RANGE, RangeSource.FULL));
		assertTrue(full.getStatistics().max > 1.5, "the full range of a 32-bit image is that of its values");
	}

	@Test
	void notANumberStaysSo() throws IOException {
		FloatProcessor pixels = TestImages.floats(SIZE, SIZE);
		for (int i = 0; i < 50; i++)
			pixels.setf(i * 3, Float.NaN);
		pixels.setMinAndMax(-1, 3);
		for (RangeSource range : RangeSource.values()) {
			ImageProcessor result = run(new ImagePlus("a", pixels), SETTINGS.with(Img2ImgSettings.RANGE, range))
				.getProcessor();
			for (int i = 0; i < pixels.getPixelCount(); i++)
				assertEquals(Float.isNaN(pixels.getf(i)), Float.isNaN(result.getf(i)));
		}
	}

	@Test
	void invertedTableIsSeenAsItIsShown() throws IOException {
		ByteProcessor plain = TestImages.bytes(SIZE, SIZE);
		ByteProcessor inverted = (ByteProcessor) plain.duplicate();
		inverted.invert();
		inverted.invertLut();
		ImagePlus result = run(new ImagePlus("a", inverted), SETTINGS);
		assertTrue(result.isInvertedLut());
		ImageProcessor back = result.getProcessor().duplicate();
		back.invert();
		assertArrayEquals((byte[]) run(new ImagePlus("a", plain), SETTINGS).getProcessor().getPixels(), (byte[]) back
			.getPixels());
	}

	@Test
	void colourTableIsKeptAndValuesAreWhatCounts() throws IOException {
		ByteProcessor plain = TestImages.bytes(SIZE, SIZE);
		ImagePlus colored = new ImagePlus("a", plain.duplicate());
		colored.setLut(LUT.createLutFromColor(Color.MAGENTA));
		ImagePlus result = run(colored, SETTINGS);
		assertEquals(0xffff00ff, result.getProcessor().getLut().getRGB(255));
		assertArrayEquals((byte[]) run(new ImagePlus("a", plain), SETTINGS).getProcessor().getPixels(), (byte[]) result
			.getProcessor().getPixels());
	}

	@Test
	void channelsInPrimaryColoursAreAnRgbImage() throws IOException {
		ColorProcessor rgb = TestImages.rgb(SIZE, SIZE);
		ImageStack channels = new ImageStack(SIZE, SIZE);
		for (int c = 0; c < 3; c++)
			channels.addSlice("c" + c, rgb.getChannel(c + 1, null));
		CompositeImage composite = new CompositeImage(new ImagePlus("a", channels), IJ.COMPOSITE);
		ImagePlus result = run(composite, SETTINGS);
		assertTrue(result.isComposite());
		assertEquals(IJ.COMPOSITE, result.getDisplayMode());
		assertEquals(3, result.getNChannels());
		ColorProcessor expected = (ColorProcessor) run(new ImagePlus("a", rgb), SETTINGS).getProcessor();
		for (int c = 0; c < 3; c++)
			assertArrayEquals((byte[]) expected.getChannel(c + 1, null).getPixels(), (byte[]) result.getStack().getPixels(c +
				1));
	}

	@Test
	void mixedColoursAreTakenApartAgain() throws IOException {
		ImageStack channels = new ImageStack(SIZE, SIZE);
		channels.addSlice(TestImages.shorts(SIZE, SIZE));
		channels.addSlice(new ShortProcessor(SIZE, SIZE));
		CompositeImage composite = new CompositeImage(new ImagePlus("a", channels), IJ.COMPOSITE);
		composite.setLuts(new LUT[] { range(Color.MAGENTA, 0, 4095), range(Color.GREEN, 10, 500) });
		Picture picture = new Planes(composite, false, false).picture(0);
		short[] apart = (short[]) Processors.of(picture.decode(picture.encode()).get(0)).getPixels();
		short[] before = (short[]) channels.getPixels(1);
		for (int i = 0; i < before.length; i++)
			assertEquals(before[i], apart[i], 1);
		ImagePlus result = run(composite, SETTINGS);
		assertEquals(4095, result.getLuts()[0].max);
		assertEquals(10, result.getLuts()[1].min);
		assertEquals(0xff00ff00, result.getLuts()[1].getRGB(255));
		ImageProcessor green = result.getStack().getProcessor(2);
		assertTrue(green.getStatistics().min >= 10 && green.getStatistics().max <= 500);
	}

	@Test
	void manyChannelsAreRunOneByOne() throws IOException {
		ImageStack channels = new ImageStack(SIZE, SIZE);
		for (int c = 0; c < 5; c++)
			channels.addSlice(TestImages.bytes(SIZE, SIZE));
		CompositeImage composite = new CompositeImage(new ImagePlus("a", channels), IJ.COMPOSITE);
		ImagePlus result = run(composite, SETTINGS);
		assertEquals(5, result.getNChannels());
		byte[] expected = (byte[]) run(new ImagePlus("a", TestImages.bytes(SIZE, SIZE)), SETTINGS).getProcessor()
			.getPixels();
		for (int c = 1; c <= 5; c++)
			assertArrayEquals(expected, (byte[]) result.getStack().getPixels(c));
	}

	@Test
	void channelsHaveTheSliderThatTheyHadBefore() throws IOException {
		for (boolean hyper : new boolean[] { true, false }) {
			CompositeImage composite = new CompositeImage(IJ.createImage("a", "8-bit ramp", SIZE, SIZE, 3), IJ.COMPOSITE);
			composite.setOpenAsHyperStack(hyper);
			assertEquals(hyper, run(composite, SETTINGS).getOpenAsHyperStack());
		}
	}

	@Test
	void hyperstackKeepsItsDimensions() throws IOException {
		ImagePlus input = IJ.createHyperStack("h", 16, 16, 2, 3, 2, 8);
		input.setPosition(2, 3, 1);
		ImagePlus result = run(input, SETTINGS.with(Img2ImgSettings.STACK, true));
		assertArrayEquals(input.getDimensions(), result.getDimensions());
		assertTrue(result.isHyperStack());
		assertEquals(2, result.getC());
		assertEquals(3, result.getZ());
	}

	@Test
	void binaryImageComesBackIn8Bits() throws IOException {
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		ImagePlus result = run(new ImagePlus("a", mask), SETTINGS);
		assertEquals(8, result.getBitDepth());
		assertEquals(255, result.getDisplayRangeMax());
	}

	@Test
	void oddSizesComeBackAsTheyWere() throws IOException {
		for (int[] size : new int[][] { { 37, 1023 }, { 1, 1 }, { 3, 2 } }) {
			ImagePlus result = run(new ImagePlus("a", TestImages.rgb(size[0], size[1])), SETTINGS);
			assertEquals(size[0], result.getWidth());
			assertEquals(size[1], result.getHeight());
			assertEquals(24, result.getBitDepth());
		}
	}

	@Test
	void emptyImageIsRefused() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> run(new ImagePlus(), SETTINGS));
		assertTrue(e.getMessage().contains("has no pixels"), e.getMessage());
	}

	@Test
	void stackOfVariationsIsRefused() {
		ImagePlus stack = IJ.createImage("a", SIZE, SIZE, 2, 8);
		Img2ImgSettings settings = SETTINGS.with(Img2ImgSettings.STACK, true).with(Img2ImgSettings.VARIATIONS, 3);
		assertThrows(IllegalArgumentException.class, () -> run(stack, settings));
	}

	@Test
	void variationsAreLabelledWithTheirSeeds() throws IOException {
		ImagePlus result = run(new ImagePlus("a", TestImages.bytes(SIZE, SIZE)), SETTINGS.with(Img2ImgSettings.VARIATIONS,
			3));
		assertEquals(3, result.getNSlices());
		assertEquals("seed=9", result.getStack().getSliceLabel(3));
		assertArrayEquals((byte[]) run(new ImagePlus("a", TestImages.bytes(SIZE, SIZE)), SETTINGS.with(
			Img2ImgSettings.SEED, 9L)).getProcessor().getPixels(), (byte[]) result.getStack().getPixels(3));
	}

	@Test
	void surroundingsOfAMaskStayBitIdentical() throws IOException {
		ColorProcessor rgb = TestImages.rgb(SIZE, SIZE);
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		for (ColorMatching match : List.of(ColorMatching.OFF, ColorMatching.AUTO)) {
			ImageProcessor result = MODEL.get().run(new ImagePlus("a", rgb), mask, SETTINGS.with(Img2ImgSettings.COLORMATCH,
				match), RunControl.silent()).image().getProcessor();
			int changed = 0;
			for (int i = 0; i < rgb.getPixelCount(); i++)
				if (mask.get(i) == 0) assertEquals(rgb.get(i), result.get(i));
				else if (rgb.get(i) != result.get(i)) changed++;
			assertTrue(changed > 500, "the inside changes, in " + changed + " pixels");
		}
	}

	@Test
	void matchedColoursHaveTheOriginalsMean() throws IOException {
		ImagePlus input = new ImagePlus("a", TestImages.floats(SIZE, SIZE));
		ImagePlus matched = run(input, SETTINGS.with(Img2ImgSettings.COLORMATCH, ColorMatching.ON));
		assertEquals(input.getStatistics().mean, matched.getStatistics().mean, 1e-3);
		assertEquals(input.getStatistics().stdDev, matched.getStatistics().stdDev, 1e-3);
		assertNotEquals(input.getStatistics().mean, run(input, SETTINGS).getStatistics().mean, 1e-2);
	}

	@Test
	void infoTellsEverythingAndKeepsTheInputs() throws IOException {
		ImagePlus input = new ImagePlus("a", TestImages.bytes(SIZE, SIZE));
		input.setProperty("Info", "Objective: 63x");
		ImagePlus result = run(input, SETTINGS.with(Img2ImgSettings.PROMPT, "two\nlines: and \\n no line"));
		ImagePlus again = run(result, SETTINGS);
		GenerationInfo info = GenerationInfo.of(result).orElseThrow();
		assertEquals("two\nlines: and \\n no line", info.values().get("prompt"));
		assertEquals("7", info.values().get("seed"));
		assertEquals("1 of 2 steps", info.values().get("ran"));
		assertEquals(64, info.values().get("modelhash").length());
		assertEquals("Objective: 63x", result.getInfoProperty().split("\n\n")[1]);
		assertEquals(1, again.getInfoProperty().split(GenerationInfo.MARK, -1).length - 1);
		assertTrue(again.getInfoProperty().endsWith("Objective: 63x"));
	}

	private static LUT range(Color color, double min, double max) {
		LUT lut = LUT.createLutFromColor(color);
		lut.min = min;
		lut.max = max;
		return lut;
	}

	private static ImagePlus run(ImagePlus image, Img2ImgSettings settings) throws IOException {
		return MODEL.get().run(image, settings).image();
	}
}
