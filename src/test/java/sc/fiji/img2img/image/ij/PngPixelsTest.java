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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are found to be whole if ImageIO reads all of them, and only then. */
class PngPixelsTest {

	private static final int WIDTH = 23;

	private static final int HEIGHT = 17;

	@ParameterizedTest
	@CsvSource({ "1,false", "2,true", "5,false", "6,true", "10,false", "11,false" })
	void imagesOfTheUsualKindsAreWhole(int type, boolean alpha) throws IOException {
		PngPixels pixels = of(written(image(type), false)).orElseThrow();
		assertEquals(WIDTH, pixels.width());
		assertEquals(HEIGHT, pixels.height());
		assertEquals(alpha, pixels.haveAlpha());
		assertTrue(pixels.areWhole());
	}

	@ParameterizedTest
	@ValueSource(ints = { BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY })
	void palettesAreOfAnotherKind(int type) throws IOException {
		assertTrue(of(written(image(type), false)).isEmpty());
	}

	@Test
	void interlacedImagesAreOfAnotherKind() throws IOException {
		assertTrue(of(written(image(BufferedImage.TYPE_INT_RGB), true)).isEmpty());
	}

	@Test
	void aTransparentColourIsOfAnotherKind() throws IOException {
		byte[] file = file(chunk("tRNS", new byte[6]), chunk("IDAT", packed(HEIGHT, 0)));
		assertTrue(ImageIO.read(new ByteArrayInputStream(file)).getColorModel().hasAlpha());
		assertTrue(of(file).isEmpty());
	}

	@Test
	void whatIsCutOffIsNotWhole() throws IOException {
		byte[] file = written(image(BufferedImage.TYPE_INT_RGB), false);
		int pixels = new String(file, StandardCharsets.ISO_8859_1).indexOf("IDAT") + 4;
		for (int length = 0; length < pixels + 200; length++)
			assertFalse(isWhole(Arrays.copyOf(file, length)), length + "");
	}

	@Test
	void pixelsMayLieInSeveralChunks() throws IOException {
		byte[] packed = packed(HEIGHT, 4);
		byte[] first = Arrays.copyOf(packed, 3);
		byte[] second = Arrays.copyOfRange(packed, 3, packed.length);
		assertTrue(isWhole(file(chunk("tEXt", new byte[9]), chunk("IDAT", first), chunk("IDAT", new byte[0]), chunk("IDAT",
			second))));
		assertFalse(isWhole(file(chunk("IDAT", first), chunk("tEXt", new byte[9]), chunk("IDAT", second))));
		assertFalse(isWhole(file(chunk("IDAT", first))));
	}

	@Test
	void rowsThatAreMissingOrFilteredInAnUnknownWayAreNotWhole() throws IOException {
		assertTrue(isWhole(file(chunk("IDAT", packed(HEIGHT, 4)))));
		assertFalse(isWhole(file(chunk("IDAT", packed(HEIGHT - 1, 4)))));
		assertFalse(isWhole(file(chunk("IDAT", packed(HEIGHT, 5)))));
		byte[] damaged = packed(HEIGHT, 0);
		damaged[2] ^= 0x06;
		assertFalse(isWhole(file(chunk("IDAT", damaged))));
	}

	/** NB: ImageIO reads on behind the last row. */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 20 })
	void aWrongChecksumIsSeenWhereReadersSeeIt(int more) throws IOException {
		byte[] packed = packed(HEIGHT + more, 4);
		assertTrue(isWhole(file(chunk("IDAT", packed))));
		assertTrue(isWhole(file(chunk("IDAT", Arrays.copyOf(packed, packed.length - 4)))));
		packed[packed.length - 1] ^= 1;
		assertFalse(isWhole(file(chunk("IDAT", packed))));
	}

	@Test
	void otherFilesAreOfAnotherKind() throws IOException {
		assertTrue(of(new byte[0]).isEmpty());
		assertTrue(of(new byte[1000]).isEmpty());
	}

	// -- Helper methods --

	private static boolean isWhole(byte[] file) throws IOException {
		Optional<PngPixels> pixels = of(file);
		return pixels.isPresent() && pixels.get().areWhole();
	}

	private static Optional<PngPixels> of(byte[] file) throws IOException {
		return PngPixels.of(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)) {

			@Override
			public long length() {
				return file.length;
			}
		});
	}

	private static BufferedImage image(int type) {
		BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
		Random random = new Random(type);
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			image.setRGB(i % WIDTH, i / WIDTH, random.nextInt());
		return image;
	}

	private static byte[] written(BufferedImage image, boolean interlaced) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png").next();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(out);
			ImageWriteParam parameters = writer.getDefaultWriteParam();
			parameters.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
			writer.write(null, new IIOImage(image, null, null), parameters);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	/** Rows of 8-bit RGB, packed. */
	private static byte[] packed(int rows, int filter) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
			for (int y = 0; y < rows; y++) {
				out.write(filter);
				out.write(new byte[3 * WIDTH]);
			}
		}
		return bytes.toByteArray();
	}

	private static byte[] chunk(String type, byte[] content) {
		return ByteBuffer.allocate(12 + content.length).putInt(content.length).put(type.getBytes(
			StandardCharsets.ISO_8859_1)).put(content).array();
	}

	/** An 8-bit RGB file of chunks behind the header. */
	private static byte[] file(byte[]... chunks) {
		int length = Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
		ByteBuffer file = ByteBuffer.allocate(8 + 25 + length + 12).putLong(0x89504e470d0a1a0aL);
		file.put(chunk("IHDR", ByteBuffer.allocate(13).putInt(WIDTH).putInt(HEIGHT).put(new byte[] { 8, 2, 0, 0, 0 })
			.array()));
		for (byte[] chunk : chunks)
			file.put(chunk);
		return file.put(chunk("IEND", new byte[0])).array();
	}
}
