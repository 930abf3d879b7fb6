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
package sc.fiji.img2img.image.ij;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestImages;

/** A disc that is seen to be white is where an image may change, however it is stored. */
class SeenMaskTest {

	private static final int WIDTH = 64;

	private static final int HEIGHT = 48;

	@TempDir
	private Path folder;

	@TestFactory
	Stream<DynamicTest> pixelsInMemory() {
		Map<String, ImageProcessor> masks = new LinkedHashMap<>();
		masks.put("0 and 255", bytes(255, 0));
		masks.put("0 and 1", bytes(1, 0));
		masks.put("0 and 100", bytes(100, 0));
		masks.put("white is zero", inverted(bytes(0, 255)));
		masks.put("0 and 1, inverted", inverted(bytes(0, 1)));
		masks.put("inverted values beyond the range", range(inverted(shorts(10, 60)), 1000, 2000));
		masks.put("16 bits", shorts(65535, 0));
		masks.put("12 bits", shorts(4095, 0));
		masks.put("16 bits, 0 and 1", shorts(1, 0));
		masks.put("values above the displayed range", range(shorts(500, 300), 0, 100));
		masks.put("values below the displayed range", range(shorts(5, 3), 100, 200));
		masks.put("a narrow displayed range", range(bytes(3, 1), 0, 4));
		masks.put("floats, 0 and 1", floats(1, 0));
		masks.put("probabilities", probabilities());
		masks.put("negative floats", floats(-2, -7));
		masks.put("infinite background", floats(1, Float.NEGATIVE_INFINITY));
		masks.put("NaN outside", floats(1, Float.NaN));
		masks.put("2 labels", labels(new ShortProcessor(WIDTH, HEIGHT), 1, 2));
		masks.put("8-bit labels", labels(new ByteProcessor(WIDTH, HEIGHT), 3, 200));
		masks.put("32-bit labels", labels(new FloatProcessor(WIDTH, HEIGHT), 7, 1234));
		masks.put("a green disc", rgb(0x00ff00, 0));
		masks.put("a red disc", rgb(0xff0000, 0));
		masks.put("a blue disc", rgb(0x0000ff, 0));
		masks.put("white on red", rgb(0xffffff, 0xff0000));
		masks.put("white on blue", rgb(0xffffff, 0x0000ff));
		masks.put("yellow on blue", rgb(0xffff00, 0x0000ff));
		masks.put("white on light grey", rgb(0xffffff, 0xc0c0c0));
		ImageProcessor tinted = bytes(255, 0);
		tinted.setLut(LUT.createLutFromColor(Color.BLUE));
		masks.put("a blue table", tinted);
		byte[] negative = { (byte) 255, 0 };
		masks.put("a palette whose first colour is white", palette(bytes(0, 1), negative));
		return masks.entrySet().stream().map(mask -> dynamicTest(mask.getKey(), () -> {
			ImageProcessor before = mask.getValue().duplicate();
			assertDisc(SeenMask.of(mask.getValue()));
			for (int i = 0; i < before.getPixelCount(); i++)
				assertEquals(before.get(i), mask.getValue().get(i));
		}));
	}

	@Test
	void greyLevelsAreDividedInTheMiddle() {
		ByteProcessor mask = new ByteProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < mask.getPixelCount(); i++)
			mask.set(i, i % 256);
		ByteProcessor inside = SeenMask.of(mask);
		for (int i = 0; i < mask.getPixelCount(); i++)
			assertEquals(mask.get(i) < 128 ? 0 : 255, inside.get(i));
	}

	@Test
	void slowRampsAreNoLabels() {
		for (ImageProcessor mask : List.of(new ShortProcessor(512, 8), new FloatProcessor(512, 8), new ByteProcessor(512, 8))) {
			for (int i = 0; i < mask.getPixelCount(); i++)
				mask.setf(i, i % 512 / 4);
			mask.resetMinAndMax();
			ByteProcessor inside = SeenMask.of(mask);
			assertEquals(0, inside.get(100, 4));
			assertEquals(255, inside.get(400, 4));
		}
	}

	@Test
	void masksThatAreAllWhiteLimitNothing() {
		for (ImageProcessor mask : List.of(bytes(255, 255), shorts(65535, 65535), floats(1, 1), rgb(0xffffff, 0xffffff)))
			assertEquals(255, SeenMask.of(mask).getStatistics().mean);
	}

	@Test
	void masksThatSayNothingAreReported() {
		for (ImageProcessor mask : List.of(bytes(0, 0), bytes(1, 1), shorts(0, 0), floats(0, 0), floats(Float.NaN, Float.NaN),
			rgb(0, 0), inverted(bytes(255, 255))))
		{
			String message = assertThrows(IllegalArgumentException.class, () -> SeenMask.of(mask)).getMessage();
			assertTrue(message.contains("nothing white"), message);
		}
	}

	@Test
	void composites() {
		ImageStack channels = new ImageStack(WIDTH, HEIGHT);
		for (int c = 0; c < 3; c++)
			channels.addSlice(shorts(50000, 100));
		assertDisc(SeenMask.of(new CompositeImage(new ImagePlus("a", channels), IJ.COMPOSITE)));
	}

	@Test
	void pictureFiles() throws IOException {
		int[] types = { BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB,
			BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_INDEXED };
		for (int type : types)
			for (String format : List.of("png", "gif", "bmp")) {
				if (type == BufferedImage.TYPE_USHORT_GRAY && !format.equals("png")) continue;
				assertDisc(read(picture(type, 0xffffffff, 0xff000000), format));
			}
		byte[] reversed = { (byte) 255, 0 };
		BufferedImage palette = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2,
			reversed, reversed, reversed));
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			palette.setRGB(i % WIDTH, i / WIDTH, isInside(i) ? 0xffffffff : 0xff000000);
		assertDisc(read(palette, "png"));
	}

	@Test
	void transparencyIsTheContrastToWhatIsNot() throws IOException {
		Map<String, int[]> colours = Map.of("a hole in black", new int[] { 0x00000000, 0xff000000 }, "white on nothing",
			new int[] { 0xffffffff, 0x00ffffff }, "green on nothing", new int[] { 0xff00ff00, 0 }, "opaque", new int[] {
				0xffffffff, 0xff000000 });
		for (Map.Entry<String, int[]> colour : colours.entrySet())
			assertDisc(read(picture(BufferedImage.TYPE_INT_ARGB, colour.getValue()[0], colour.getValue()[1]), "png"));
	}

	@Test
	void emptyFilesAreNamed() throws IOException {
		Path file = TestImages.write(new ByteProcessor(WIDTH, HEIGHT), folder.resolve("empty.png"));
		String message = assertThrows(IOException.class, () -> ImageFiles.readMask(file)).getMessage();
		assertTrue(message.contains("empty.png: The mask shows nothing white"), message);
	}

	// -- Helper methods --

	private ByteProcessor read(BufferedImage picture, String format) throws IOException {
		Path file = folder.resolve("mask." + format);
		ImageIO.write(picture, format, file.toFile());
		return ImageFiles.readMask(file);
	}

	private static BufferedImage picture(int type, int inside, int outside) {
		BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			picture.setRGB(i % WIDTH, i / WIDTH, isInside(i) ? inside : outside);
		return picture;
	}

	private static boolean isInside(int index) {
		int x = index % WIDTH - 30;
		int y = index / WIDTH - 25;
		return x * x + y * y < 15 * 15;
	}

	private static void assertDisc(ByteProcessor inside) {
		List<Integer> wrong = new ArrayList<>();
		for (int i = 0; i < inside.getPixelCount(); i++)
			if (inside.get(i) != (isInside(i) ? 255 : 0)) wrong.add(i);
		assertTrue(wrong.isEmpty(), wrong.size() + " pixels are wrong, the first one at " + (wrong.isEmpty() ? "" : wrong.get(
			0)));
	}

	private static ImageProcessor fill(ImageProcessor image, float inside, float outside) {
		for (int i = 0; i < image.getPixelCount(); i++)
			image.setf(i, isInside(i) ? inside : outside);
		if (!(image instanceof ByteProcessor)) image.resetMinAndMax();
		return image;
	}

	private static ImageProcessor bytes(int inside, int outside) {
		return fill(new ByteProcessor(WIDTH, HEIGHT), inside, outside);
	}

	private static ImageProcessor shorts(int inside, int outside) {
		return fill(new ShortProcessor(WIDTH, HEIGHT), inside, outside);
	}

	private static ImageProcessor floats(float inside, float outside) {
		return fill(new FloatProcessor(WIDTH, HEIGHT), inside, outside);
	}

	private static ImageProcessor probabilities() {
		FloatProcessor image = new FloatProcessor(WIDTH, HEIGHT);
		DoubleUnaryOperator noise = i -> 0.2 * Math.abs(Math.sin(i * i));
		for (int i = 0; i < image.getPixelCount(); i++)
			image.setf(i, (float) (isInside(i) ? 1 - noise.applyAsDouble(i) : noise.applyAsDouble(i)));
		image.resetMinAndMax();
		return image;
	}

	/** Two halves of the disc. */
	private static ImageProcessor labels(ImageProcessor image, int left, int right) {
		IntBinaryOperator label = (x, y) -> x < 30 ? left : right;
		for (int i = 0; i < image.getPixelCount(); i++)
			image.setf(i, isInside(i) ? label.applyAsInt(i % WIDTH, i / WIDTH) : 0);
		if (!(image instanceof ByteProcessor)) image.resetMinAndMax();
		return image;
	}

	private static ImageProcessor rgb(int inside, int outside) {
		ColorProcessor image = new ColorProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < image.getPixelCount(); i++)
			image.set(i, 0xff000000 | (isInside(i) ? inside : outside));
		return image;
	}

	private static ImageProcessor inverted(ImageProcessor image) {
		image.invertLut();
		return image;
	}

	private static ImageProcessor range(ImageProcessor image, double min, double max) {
		image.setMinAndMax(min, max);
		return image;
	}

	private static ImageProcessor palette(ImageProcessor image, byte[] levels) {
		image.setColorModel(new IndexColorModel(8, levels.length, levels, levels, levels));
		return image;
	}
}
