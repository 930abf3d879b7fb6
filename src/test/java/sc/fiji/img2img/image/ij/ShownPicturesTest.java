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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;

/** PNG and JPEG files show what the image shows: all of it, in its colours. */
class ShownPicturesTest {

	private static final int WIDTH = 32;

	private static final int HEIGHT = 24;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "a.png", "a.jpg" })
	void compositesKeepTheirColours(String name) throws IOException {
		ImageStack channels = new ImageStack(WIDTH, HEIGHT);
		channels.addSlice(half(0, 1000));
		channels.addSlice(half(WIDTH / 2, 200));
		CompositeImage image = new CompositeImage(new ImagePlus("a", channels), IJ.COMPOSITE);
		image.setLuts(new LUT[] { range(Color.MAGENTA, 0, 1000), range(Color.GREEN, 0, 400) });
		BufferedImage read = read(write(image, name));
		assertColour(0xff00ff, read.getRGB(4, 12));
		assertColour(0x008000, read.getRGB(28, 12));
	}

	@Test
	void sixteenBitsOfEachColourAreKept() throws IOException {
		ImageStack channels = new ImageStack(WIDTH, HEIGHT);
		for (int c = 0; c < 3; c++) {
			ShortProcessor channel = TestImages.shorts(WIDTH, HEIGHT);
			channel.multiply(1 + c);
			channels.addSlice(channel);
		}
		CompositeImage image = new CompositeImage(new ImagePlus("a", channels), IJ.COMPOSITE);
		image.setLuts(new LUT[] { range(Color.RED, 0, 65535), range(Color.GREEN, 0, 65535), range(Color.BLUE, 0, 65535) });
		BufferedImage read = read(write(image, "a.png"));
		for (int c = 0; c < 3; c++)
			for (int i = 0; i < WIDTH * HEIGHT; i++)
				assertEquals(channels.getProcessor(c + 1).get(i), read.getRaster().getSample(i % WIDTH, i / WIDTH, c));
		BufferedImage jpeg = read(write(image, "a.jpg"));
		assertEquals(3, jpeg.getRaster().getNumBands());
	}

	@Test
	void invertedTablesArePositives() throws IOException {
		ShortProcessor pixels = TestImages.shorts(WIDTH, HEIGHT);
		ShortProcessor negative = (ShortProcessor) pixels.duplicate();
		for (int i = 0; i < negative.getPixelCount(); i++)
			negative.set(i, 65535 - pixels.get(i));
		negative.invertLut();
		BufferedImage read = read(write(TestImages.plus(negative), "a.png"));
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			assertEquals(pixels.get(i), read.getRaster().getSample(i % WIDTH, i / WIDTH, 0));
	}

	@Test
	void colouredSixteenBitsAreDrawnInTheirColours() throws IOException {
		ShortProcessor pixels = half(0, 500);
		pixels.setLut(range(Color.GREEN, 0, 500));
		for (String name : List.of("a.png", "a.jpg")) {
			BufferedImage read = read(write(TestImages.plus(pixels), name));
			assertColour(0x00ff00, read.getRGB(4, 12));
			assertColour(0x000000, read.getRGB(28, 12));
		}
	}

	@Test
	void displayedRangesOfEightBitsAreDrawn() throws IOException {
		ImageProcessor pixels = half(0, 100).convertToByte(false);
		pixels.setMinAndMax(0, 100);
		for (String name : List.of("a.png", "a.jpg"))
			assertColour(0xffffff, read(write(TestImages.plus(pixels), name)).getRGB(4, 12));
	}

	@Test
	void infinitePixelsLeaveTheOthersVisible() throws IOException {
		FloatProcessor pixels = TestImages.floats(WIDTH, HEIGHT);
		BufferedImage expected = read(write(TestImages.plus(pixels.duplicate()), "a.png"));
		pixels.setf(0, Float.POSITIVE_INFINITY);
		pixels.setf(1, Float.NEGATIVE_INFINITY);
		pixels.resetMinAndMax();
		BufferedImage read = read(write(TestImages.plus(pixels), "b.png"));
		assertEquals(255, read.getRaster().getSample(0, 0, 0));
		assertEquals(0, read.getRaster().getSample(1, 0, 0));
		for (int i = 2; i < WIDTH * HEIGHT; i++)
			assertEquals(expected.getRaster().getSample(i % WIDTH, i / WIDTH, 0), read.getRaster().getSample(i % WIDTH, i /
				WIDTH, 0), 2);
	}

	@Test
	void eachSliceGetsAFileOfItsOwn() throws IOException {
		ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int i = 0; i < 11; i++) {
			ColorProcessor slice = new ColorProcessor(WIDTH, HEIGHT);
			slice.setColor(new Color(20 * i, 0, 0));
			slice.fill();
			stack.addSlice(slice);
		}
		List<Path> files = writeAll(new ImagePlus("a", stack), "z.stack.png");
		assertEquals(11, files.size());
		assertEquals(folder.resolve("z.stack-01.png"), files.get(0));
		for (int i = 0; i < 11; i++)
			assertColour(20 * i << 16, read(files.get(i)).getRGB(3, 3));
		String[] names = folder.toFile().list();
		Arrays.sort(names);
		assertArrayEquals(files.stream().map(file -> file.getFileName().toString()).toArray(), names);
	}

	@Test
	void hyperstacksGiveAPictureForEachPositionOfTheirChannels() throws IOException {
		ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int z = 0; z < 3; z++) {
			stack.addSlice(half(0, 100 * z));
			stack.addSlice(half(WIDTH / 2, 100));
		}
		ImagePlus plain = new ImagePlus("a", stack);
		plain.setDimensions(2, 3, 1);
		CompositeImage image = new CompositeImage(plain, IJ.COMPOSITE);
		image.setLuts(new LUT[] { range(Color.RED, 0, 200), range(Color.BLUE, 0, 100) });
		List<Path> files = writeAll(image, "a.png");
		assertEquals(3, files.size());
		for (int z = 0; z < 3; z++) {
			assertColour(z * 0x7f0000, read(files.get(z)).getRGB(4, 12));
			assertColour(0x0000ff, read(files.get(z)).getRGB(28, 12));
		}
	}

	@Test
	void variationsSayTheirOwnSeed() throws IOException {
		ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		stack.addSlice("seed=7", TestImages.rgb(WIDTH, HEIGHT));
		stack.addSlice("seed=8", TestImages.rgb(WIDTH, HEIGHT));
		ImagePlus image = new ImagePlus("a", stack);
		GenerationInfo.of(Map.of("prompt", "cells", "seed", "7")).attach(image, image);
		List<Path> files = writeAll(image, "a.png");
		for (int i = 0; i < 2; i++) {
			String text = Files.readString(files.get(i), StandardCharsets.ISO_8859_1);
			assertTrue(text.contains("Seed: " + (7 + i)), text);
		}
	}

	private Path write(ImagePlus image, String name) throws IOException {
		List<Path> files = writeAll(image, name);
		assertEquals(List.of(folder.resolve(name)), files);
		return files.get(0);
	}

	private List<Path> writeAll(ImagePlus image, String name) throws IOException {
		ImageFiles.write(image, folder.resolve(name));
		return ImageFiles.files(image, folder.resolve(name));
	}

	private static BufferedImage read(Path file) throws IOException {
		return ImageIO.read(file.toFile());
	}

	private static void assertColour(int expected, int actual) {
		for (int shift = 0; shift < 24; shift += 8)
			assertEquals(expected >> shift & 0xff, actual >> shift & 0xff, 4, Integer.toHexString(actual));
	}

	/** Bright in one half. */
	private static ShortProcessor half(int left, int value) {
		ShortProcessor pixels = new ShortProcessor(WIDTH, HEIGHT);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = left; x < left + WIDTH / 2; x++)
				pixels.set(x, y, value);
		return pixels;
	}

	private static LUT range(Color color, double min, double max) {
		return new LUT(LUT.createLutFromColor(color), min, max);
	}
}
