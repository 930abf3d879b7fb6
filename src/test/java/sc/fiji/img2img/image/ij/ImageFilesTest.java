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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;

/** Image files are written whole and read whole. */
class ImageFilesTest {

	@TempDir
	Path directory;

	@Test
	void tiffKeepsEveryBit() throws IOException {
		for (ImageProcessor image : List.of(TestImages.rgb(30, 20), TestImages.bytes(30, 20), TestImages.shorts(30, 20),
			TestImages.floats(30, 20)))
			assertSame(image, roundTrip(image, "a.tif"));
	}

	@Test
	void pngKeepsEightAndSixteenBits() throws IOException {
		ShortProcessor deep = TestImages.shorts(30, 20);
		deep.setMinAndMax(0, 65535);
		for (ImageProcessor image : List.of(TestImages.rgb(30, 20), TestImages.bytes(30, 20), deep))
			assertSame(image, roundTrip(image, "a.PNG"));
	}

	@Test
	void jpegIsCloseEnough() throws IOException {
		ImageProcessor image = new ByteProcessor(64, 64);
		for (int i = 0; i < 64 * 64; i++)
			image.set(i, 2 * (i % 64) + i / 64);
		ImageProcessor read = roundTrip(image, "a.jpg");
		for (int i = 0; i < 64 * 64; i++)
			assertEquals(image.get(i), read.get(i) & 0xff, 4);
	}

	@Test
	void stacksOfTiffComeBackAndTheirTruncationIsSeen() throws IOException {
		ImagePlus stack = TestImages.plus(TestImages.shorts(30, 20));
		stack.getStack().addSlice(TestImages.shorts(30, 20));
		stack.setStack(stack.getStack());
		Path file = directory.resolve("stack.tif");
		ImageFiles.write(stack, file);
		assertEquals(2, ImageFiles.read(file).getStackSize());
		byte[] bytes = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(bytes, bytes.length * 3 / 4));
		String message = assertThrows(IOException.class, () -> ImageFiles.read(file)).getMessage();
		assertTrue(message.contains("damaged"), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.tif", "a.png", "a.jpg" })
	void anExistingFileIsReplacedAndNothingElseAppears(String name) throws IOException {
		Path file = directory.resolve(name);
		Files.write(file, new byte[3]);
		TestImages.write(TestImages.rgb(30, 20), file);
		assertEquals(30, ImageFiles.read(file).getWidth());
		assertArrayEquals(new String[] { name }, directory.toFile().list());
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void theFileHasTheRightsOfAnyOther() throws IOException {
		Path other = Files.write(directory.resolve("other"), new byte[1]);
		Path file = TestImages.write(TestImages.rgb(30, 20), directory.resolve("a.png"));
		assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
	}

	private ImageProcessor roundTrip(ImageProcessor image, String name) throws IOException {
		return ImageFiles.read(TestImages.write(image, directory.resolve(name))).getProcessor();
	}

	private static void assertSame(ImageProcessor expected, ImageProcessor actual) {
		assertEquals(expected.getClass(), actual.getClass());
		assertEquals(expected.getWidth(), actual.getWidth());
		for (int i = 0; i < expected.getPixelCount(); i++)
			assertEquals(expected.get(i) & (expected.getBitDepth() == 24 ? 0xffffff : -1), actual.get(i) & (expected
				.getBitDepth() == 24 ? 0xffffff : -1));
	}
}
