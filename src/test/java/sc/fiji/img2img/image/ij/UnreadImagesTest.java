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
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;

/** Files that ImageJ would misread, go round in, or unpack beyond all memory end in a sentence that says so. */
class UnreadImagesTest {

	private static final int SIZE = 16;

	@TempDir
	private Path folder;

	@Test
	void plainPagesAreRead() throws IOException {
		ImagePlus image = ImageFiles.read(tiff().page(-1).page(0).write(folder.resolve("a.tif")));
		assertEquals(2, image.getStackSize());
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(i, image.getProcessor().get(i));
	}

	@ParameterizedTest
	@CsvSource({ "259,7,JPEG compression", "259,6,JPEG compression", "259,4,CCITT G4", "259,34925,LZMA", "259,50000,Zstandard",
		"259,50001,WebP", "259,777,compression 777", "322,16,tiled", "258,4,4-bit numbers", "258,64,64-bit numbers",
		"339,2,signed 8-bit", "339,3,8-bit floating-point", "339,6,complex numbers", "262,8,CIELab", "262,6,YCbCr",
		"266,2,reverse order", "277,2,2 channels", "277,5,5 channels" })
	void kindsThatAreNotReadAreNamed(int tag, long value, String words) throws IOException {
		assertRefused(tiff().with(tag, value).page(0).write(folder.resolve("a.tif")), "a.tif is a ", words, "not read");
	}

	@Test
	void allPagesCount() throws IOException {
		assertRefused(tiff().page(-1).with(259, 50000).page(0).write(folder.resolve("a.tif")), "Zstandard");
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 8 + 2 + 12 * 9 + 4 + SIZE * SIZE })
	void pagesInACircleAreDamage(int next) {
		assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertRefused(tiff().page(-1).page(next).write(folder.resolve(
			"a.tif")), "damaged", "circle"));
	}

	@Test
	void missingPagesAreDamage() throws IOException {
		assertRefused(tiff().page(100000).write(folder.resolve("a.tif")), "page 2 is missing");
		assertRefused(tiff().with(257, 17).page(0).write(folder.resolve("a.tif")), "damaged");
		assertRefused(tiff().with(256, 0).page(0).write(folder.resolve("a.tif")), "damaged");
	}

	@Test
	void sizesAreLookedAtBeforePixels() throws IOException {
		assertRefused(tiff().with(256, 60000).with(257, 60000).page(0).write(folder.resolve("a.tif")), "60000 x 60000 pixels");
		assertRefused(png(100000, 90000), "100000 x 90000 pixels");
		assertRefused(Files.writeString(folder.resolve("a.pgm"), "P5\n# big\n2000000000 2000000000\n255\n"),
			"2000000000 x 2000000000 pixels");
		assertRefused(Files.writeString(folder.resolve("a.fits"), card("SIMPLE  =                    T") + card(
			"BITPIX  =                    8") + card("NAXIS   =                    2") + card("NAXIS1  =               200000") +
			card("NAXIS2  =               200000") + card("END")), "200000 x 200000 pixels");
		assertRefused(Files.writeString(folder.resolve("a.txt"), "1 ".repeat(10000) + "\n".repeat(10000)),
			"10000 x 10000 pixels");
		ByteBuffer gif = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
		gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII)).putShort((short) 65535).putShort((short) 65535);
		assertRefused(Files.write(folder.resolve("a.gif"), gif.array()), "65535 x 65535 pixels");
		ByteBuffer frames = ByteBuffer.allocate(14 + 5000 * 15).order(ByteOrder.LITTLE_ENDIAN);
		frames.put("GIF89a".getBytes(StandardCharsets.US_ASCII)).putShort((short) 2000).putShort((short) 2000).put(
			new byte[3]);
		for (int i = 0; i < 5000; i++)
			frames.put((byte) ',').putInt(0).putShort((short) 1).putShort((short) 1).put(new byte[] { 0, 2, 2, 'D', 1, 0 });
		frames.put((byte) ';');
		assertRefused(Files.write(folder.resolve("b.gif"), frames.array()), "b.gif is too large. It has 5000 pictures");
	}

	@Test
	void compressedPixelsNeitherLackNorOverflow() throws IOException {
		byte[] pixels = pixels();
		assertEquals(77, read(tiff().with(259, 8).with(deflated(pixels))).get(77));
		assertRefused(tiff().with(259, 8).with(deflated(Arrays.copyOf(pixels, 100))).page(0).write(folder.resolve("a.tif")),
			"pixels are missing");
		byte[] whole = deflated(pixels);
		assertRefused(tiff().with(259, 8).with(Arrays.copyOf(whole, whole.length / 2)).page(0).write(folder.resolve("a.tif")),
			"pixels are missing");
		assertRefused(tiff().with(259, 8).with(deflated(new byte[1 << 24])).page(0).write(folder.resolve("a.tif")),
			"far more than its size");
		byte[] runs = new byte[2 * SIZE * SIZE / 128];
		for (int i = 0; i < runs.length; i += 2)
			runs[i] = -127;
		assertEquals(0, read(tiff().with(259, 32773).with(runs)).get(77));
		assertRefused(tiff().with(259, 32773).with(Arrays.copyOf(runs, 2)).page(0).write(folder.resolve("a.tif")),
			"pixels are missing");
		byte[] codes = new byte[400];
		Arrays.fill(codes, (byte) 0xff);
		assertRefused(tiff().with(259, 5).with(codes).page(0).write(folder.resolve("a.tif")), "damaged");
	}

	@Test
	void unsignedNumbersStayPositive() throws IOException {
		ByteBuffer numbers = ByteBuffer.allocate(4 * SIZE * SIZE).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < SIZE * SIZE; i++)
			numbers.putInt(i << 24);
		ImageProcessor read = read(tiff().with(258, 32).with(numbers.array()));
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals((float) ((long) i << 24), read.getf(i));
		assertEquals(255L << 24, read.getMax());
		assertEquals(-(1 << 24), read(tiff().with(258, 32).with(339, 2).with(numbers.array())).getf(255));
	}

	@Test
	void archivesOfOneTiffAreRead() throws IOException {
		Path tiff = TestImages.write(TestImages.shorts(30, 20), folder.resolve("a.tif"));
		Path archive = folder.resolve("a.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
			zip.putNextEntry(new ZipEntry("a.tif"));
			zip.write(Files.readAllBytes(tiff));
		}
		assertEquals(16, ImageFiles.read(archive).getBitDepth());
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
			zip.putNextEntry(new ZipEntry("a.exe"));
		}
		assertRefused(archive, "ZIP archive");
	}

	@ParameterizedTest
	@CsvSource({ "II+,BigTIFF", "RIFF____WEBP,WebP", "RIFF____AVI ,film", "%PDF-1.4,PDF", "____ftypheic,HEIC" })
	void otherFormatsAreNamed(String start, String words) throws IOException {
		byte[] bytes = Arrays.copyOf(start.getBytes(StandardCharsets.US_ASCII), 100);
		assertRefused(Files.write(folder.resolve("a"), bytes), words, "not read");
	}

	@Test
	void addressesAreNoFiles() {
		assertRefused(Path.of("https://example.org/a.png"), "web address");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void picturesAreTurnedAsTheyAreShown(int orientation) throws IOException {
		ImageProcessor read = read(new TiffBytes(3, 2, new byte[] { 1, 2, 3, 4, 5, 6 }).with(274, orientation));
		String[] expected = { "123/456", "321/654", "654/321", "456/123", "14/25/36", "41/52/63", "63/52/41", "36/25/14" };
		StringBuilder rows = new StringBuilder();
		for (int y = 0; y < read.getHeight(); y++) {
			if (y > 0) rows.append('/');
			for (int x = 0; x < read.getWidth(); x++)
				rows.append(read.get(x, y));
		}
		assertEquals(expected[orientation - 1], rows.toString());
	}

	// -- Helper methods --

	private ImageProcessor read(TiffBytes tiff) throws IOException {
		return ImageFiles.read(tiff.page(0).write(folder.resolve("read.tif"))).getProcessor();
	}

	private static void assertRefused(Path file, String... parts) {
		String message = assertThrows(IOException.class, () -> ImageFiles.read(file)).getMessage();
		for (String part : parts)
			assertTrue(message.contains(part), message);
	}

	private static TiffBytes tiff() {
		return new TiffBytes(SIZE, SIZE, pixels());
	}

	private static byte[] pixels() {
		byte[] pixels = new byte[SIZE * SIZE];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) i;
		return pixels;
	}

	private static byte[] deflated(byte[] bytes) throws IOException {
		ByteArrayOutputStream deflated = new ByteArrayOutputStream();
		try (OutputStream out = new DeflaterOutputStream(deflated)) {
			out.write(bytes);
		}
		return deflated.toByteArray();
	}

	/** A PNG file that claims a size and has a few bytes. */
	private Path png(int width, int height) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(200).putLong(0x89504e470d0a1a0aL);
		ByteBuffer header = ByteBuffer.allocate(17).putInt(0x49484452).putInt(width).putInt(height).put(new byte[] { 8, 2, 0, 0,
			0 });
		CRC32 sum = new CRC32();
		sum.update(header.array());
		bytes.putInt(13).put(header.array()).putInt((int) sum.getValue());
		return Files.write(folder.resolve("a.png"), bytes.array());
	}

	private static String card(String text) {
		return String.format(Locale.ROOT, "%-80s", text);
	}
}
