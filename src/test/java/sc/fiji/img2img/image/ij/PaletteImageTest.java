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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.LutLoader;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.MedianCut;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.image.Picture;
import sc.fiji.img2img.image.Plane;

/** Colours of palettes count as they are displayed; tables that colour measured values leave the values what they are. */
class PaletteImageTest {

	private static final int SIZE = 64;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 2, 5, 16, 64, 256 })
	void colourPalettesInImageJAreRunAsRgb(int colours) {
		ImagePlus image = new ImagePlus("a", new MedianCut(TestImages.rgb(SIZE, SIZE)).convertToByte(colours));
		ColorProcessor shown = (ColorProcessor) image.getProcessor().duplicate().convertToRGB();
		Planes planes = new Planes(image, false, false);
		Picture picture = planes.picture(0);
		assertArrayEquals(Processors.codec(shown).encode().data(), picture.encode().data());
		ImagePlus result = planes.assemble("b", List.of(picture.decode(picture.encode())), null);
		assertEquals(24, result.getBitDepth());
		assertArrayEquals((int[]) shown.getPixels(), (int[]) result.getProcessor().getPixels());
	}

	@Test
	void greyPalettesComeBackInEightBits() {
		byte[] levels = { 0, (byte) 200, 50, (byte) 255 };
		ByteProcessor pixels = new ByteProcessor(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++)
			pixels.set(i, i % 4);
		pixels.setColorModel(new IndexColorModel(8, 4, levels, levels, levels));
		Planes planes = new Planes(new ImagePlus("a", pixels), false, false);
		Picture picture = planes.picture(0);
		ImagePlus result = planes.assemble("b", List.of(picture.decode(picture.encode())), null);
		assertEquals(8, result.getBitDepth());
		assertTrue(result.getProcessor().isDefaultLut());
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(levels[i % 4] & 0xff, result.getProcessor().get(i));
	}

	@Test
	void stacksWithAPaletteStayStacks() {
		ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 0; i < 3; i++)
			stack.addSlice("z" + i, TestImages.bytes(SIZE, SIZE));
		ImagePlus image = new ImagePlus("a", stack);
		image.setLut(new LUT(palette(), 0, 255));
		Planes planes = new Planes(image, true, false);
		List<Plane> results = List.of(planes.picture(0).decode(planes.picture(0).encode()).get(0), planes.picture(1)
			.originals().get(0), planes.picture(2).originals().get(0));
		ImagePlus result = planes.assemble("b", List.of(results), null);
		assertEquals(3, result.getNSlices());
		assertEquals(24, result.getBitDepth());
		assertEquals("z2", result.getStack().getSliceLabel(3));
	}

	@Test
	void scalesKeepTheirValues() {
		for (IndexColorModel scale : scales()) {
			ImagePlus image = new ImagePlus("a", TestImages.bytes(SIZE, SIZE));
			image.setLut(new LUT(scale, 0, 255));
			Picture picture = new Planes(image, false, false).picture(0);
			ImageProcessor original = Processors.of(picture.originals().get(0));
			assertArrayEquals((byte[]) TestImages.bytes(SIZE, SIZE).getPixels(), (byte[]) original.getPixels());
			assertTrue(ColorTable.isScale(scale));
		}
		assertFalse(ColorTable.isScale(palette()));
	}

	@Test
	void channelsOfACompositeAreNoPalettes() {
		ImageStack channels = new ImageStack(SIZE, SIZE);
		channels.addSlice(TestImages.shorts(SIZE, SIZE));
		channels.addSlice(TestImages.shorts(SIZE, SIZE));
		CompositeImage image = new CompositeImage(new ImagePlus("a", channels), IJ.COMPOSITE);
		assertEquals(2, new Planes(image, false, false).picture(0).originals().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "gif", "bmp" })
	void palettesInFilesAreReadAsTheyAreShown(String format) throws IOException {
		BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_INDEXED, palette());
		for (int i = 0; i < SIZE * SIZE; i++)
			picture.getRaster().setSample(i % SIZE, i / SIZE, 0, i % 200);
		ImageProcessor read = read(picture, format);
		assertTrue(read instanceof ColorProcessor);
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(picture.getRGB(i % SIZE, i / SIZE), read.get(i) | 0xff000000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "gif", "bmp" })
	void blackAndWhiteIsReadAsBlackAndWhite(String format) throws IOException {
		BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_BINARY);
		for (int i = 0; i < SIZE * SIZE; i++)
			picture.getRaster().setSample(i % SIZE, i / SIZE, 0, i % 3 == 0 ? 1 : 0);
		ImageProcessor read = read(picture, format);
		assertTrue(read instanceof ByteProcessor && read.isDefaultLut());
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(i % 3 == 0 ? 255 : 0, read.get(i));
	}

	@Test
	void greyWithTransparencyIsReadOnWhite() throws IOException {
		BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
		for (int i = 0; i < SIZE * SIZE; i++)
			picture.setRGB(i % SIZE, i / SIZE, i % 2 == 0 ? 0x00ffffff : 0xff646464);
		ImageProcessor read = read(picture, "png");
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(i % 2 == 0 ? 0xffffff : 0x646464, read.get(i) & 0xffffff);
	}

	@Test
	void tablesOfImageJsTiffFilesStay() throws IOException {
		ImagePlus image = new ImagePlus("a", TestImages.bytes(SIZE, SIZE));
		image.setLut(LUT.createLutFromColor(Color.GREEN));
		ImageFiles.write(image, folder.resolve("a.tif"));
		ImagePlus read = ImageFiles.read(folder.resolve("a.tif"));
		assertEquals(8, read.getBitDepth());
		assertEquals(0xff00ff00, read.getProcessor().getLut().getRGB(255));
	}

	private ImageProcessor read(BufferedImage picture, String format) throws IOException {
		Path file = folder.resolve("a." + format);
		assertTrue(ImageIO.write(picture, format, file.toFile()));
		return ImageFiles.read(file).getProcessor();
	}

	/** Colours in no order, the first of them black. */
	private static IndexColorModel palette() {
		byte[][] colours = new byte[3][256];
		for (int i = 0; i < 256; i++)
			for (int c = 0; c < 3; c++)
				colours[c][i] = (byte) (i * (37 + 62 * c));
		return new IndexColorModel(8, 256, colours[0], colours[1], colours[2]);
	}

	private static List<IndexColorModel> scales() {
		IndexColorModel fire = LutLoader.getLut("fire");
		IndexColorModel ice = LutLoader.getLut("ice");
		IndexColorModel spectrum = LutLoader.getLut("spectrum");
		IndexColorModel twoColours = LutLoader.getLut("redgreen");
		byte[][] marked = new byte[3][256];
		for (int i = 0; i < 256; i++)
			for (int c = 0; c < 3; c++)
				marked[c][i] = (byte) (i == 0 ? c == 2 ? 255 : 0 : i == 255 ? c == 0 ? 255 : 0 : i);
		return List.of(fire, ice, spectrum, twoColours, new IndexColorModel(8, 256, marked[0], marked[1], marked[2]), LUT
			.createLutFromColor(Color.CYAN), LUT.createLutFromColor(Color.WHITE).createInvertedLut());
	}
}
