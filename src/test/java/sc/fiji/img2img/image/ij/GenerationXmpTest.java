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

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.xmp.XmpFile;
import sc.fiji.img2img.xmp.XmpPacket;

/** Files of what a model made say so where other programs look for it, and are the same images as without. */
class GenerationXmpTest {

	private static final String PACKET_KEYWORD = "XML:com.adobe.xmp";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "a.png", "a.jpg", "a.tif" })
	void theMarkIsWhereOtherReadersLookForIt(String name) throws IOException {
		Path file = write(generated(TestImages.rgb(32, 16), Map.of("selection", "none")), name);
		String packet = name.endsWith("png") ? pngPacket(file) : name.endsWith("jpg") ? jpegPacket(file) : tiffPacket(file);
		assertTrue(packet.contains("<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/" +
			"trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"), packet);
		assertEquals(packet, XmpFile.read(file).get());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.png", "a.jpg", "a.tif" })
	void pixelsAreTheSameWithAndWithoutIt(String name) throws IOException {
		for (ImageProcessor pixels : List.of(TestImages.rgb(33, 17), TestImages.bytes(33, 17), TestImages.shorts(33, 17),
			TestImages.floats(33, 17)))
		{
			Path plain = write(new ImagePlus("a", pixels.duplicate()), "plain-" + name);
			Path marked = write(generated(pixels, Map.of()), "marked-" + name);
			assertFalse(XmpFile.read(plain).isPresent());
			assertTrue(XmpFile.read(marked).isPresent());
			assertSame(IJ.openImage(plain.toString()), IJ.openImage(marked.toString()));
			assertArrayEquals(imageIoPixels(plain), imageIoPixels(marked));
		}
	}

	@Test
	void stacksKeepAllSlices() throws IOException {
		ImagePlus stack = generated(TestImages.shorts(33, 17), Map.of());
		stack.getStack().addSlice("second", TestImages.shorts(33, 17));
		stack.setStack(stack.getStack());
		ImagePlus read = IJ.openImage(write(stack, "a.tif").toString());
		assertEquals(2, read.getStackSize());
		assertEquals("second", read.getStack().getSliceLabel(2));
		for (int n = 1; n <= 2; n++)
			assertArrayEquals((short[]) stack.getStack().getPixels(n), (short[]) read.getStack().getPixels(n));
		assertEquals(GenerationInfo.of(stack).get().values(), GenerationInfo.of(read).get().values());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.png", "a.jpg", "a.tif" })
	void settingsComeBack(String name) throws IOException {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("prompt", "a <b> & \"c\"\nline: 2, \u7d30\u80de");
		values.put("seed", "42");
		values.put("mask", "pixels of a selection");
		Map<String, String> read = read(write(generated(TestImages.rgb(32, 16), values), name)).values();
		values.remove("mask");
		assertEquals(values, read);
	}

	@Test
	void whatDoesNotFitIntoAJpegIsLeftOut() throws IOException {
		Map<String, String> read = read(write(generated(TestImages.rgb(32, 16), Map.of("seed", "42", "prompt", "word ".repeat(
			20_000))), "a.jpg")).values();
		assertEquals(Map.of("seed", "42"), read);
	}

	@Test
	void onlyWhatWasKeptInPartIsAComposite() throws IOException {
		assertEquals(Optional.of(GenerationXmp.TRAINED), source(Map.of("selection", "none", "ran", "10 of 20 steps")));
		assertEquals(Optional.of(GenerationXmp.COMPOSITE), source(Map.of("selection", "the change is limited to one")));
	}

	@Test
	void whatNoModelTouchedIsNotMarked() throws IOException {
		assertEquals(Optional.empty(), source(Map.of("ran", "0 of 20 steps")));
	}

	@Test
	void compositionsAreMarkedInAnyFormat() throws IOException {
		for (String name : List.of("a.png", "a.jpg", "a.tif")) {
			ImagePlus image = new ImagePlus("montage", TestImages.rgb(32, 16));
			GenerationXmp.markComposition(image);
			assertEquals(Optional.of(GenerationXmp.COMPOSITE), source(write(image, name)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.png", "a.jpg", "a.tif" })
	void damagedFilesSayNothing(String name) throws IOException {
		Path file = write(generated(TestImages.rgb(32, 16), Map.of()), name);
		byte[] bytes = Files.readAllBytes(file);
		List<Boolean> found = new ArrayList<>();
		for (int length = 0; length < bytes.length; length += 7) {
			Files.write(file, Arrays.copyOf(bytes, length));
			found.add(GenerationXmp.read(file).isPresent());
		}
		assertFalse(found.get(0));
		assertFalse(found.get(1));
	}

	// -- Helper methods --

	private ImagePlus generated(ImageProcessor pixels, Map<String, String> values) {
		ImagePlus image = new ImagePlus("a", pixels);
		GenerationInfo.of(values).attach(image, image);
		return image;
	}

	private Path write(ImagePlus image, String name) throws IOException {
		Path file = folder.resolve(name);
		ImageFiles.write(image, file);
		return file;
	}

	private static GenerationInfo read(Path file) throws IOException {
		return GenerationXmp.read(file).get();
	}

	private Optional<String> source(Map<String, String> values) throws IOException {
		return source(write(generated(TestImages.rgb(32, 16), values), "source.png"));
	}

	private static Optional<String> source(Path file) throws IOException {
		return XmpPacket.parse(XmpFile.read(file).get(), GenerationXmp.SOURCE_TYPE).get(GenerationXmp.SOURCE_TYPE);
	}

	private static void assertSame(ImagePlus expected, ImagePlus actual) {
		assertEquals(expected.getBitDepth(), actual.getBitDepth());
		assertEquals(expected.getDisplayRangeMin(), actual.getDisplayRangeMin());
		assertEquals(expected.getDisplayRangeMax(), actual.getDisplayRangeMax());
		for (int i = 0; i < expected.getProcessor().getPixelCount(); i++)
			assertEquals(expected.getProcessor().get(i), actual.getProcessor().get(i));
	}

	private static float[] imageIoPixels(Path file) throws IOException {
		Raster raster = ImageIO.read(file.toFile()).getRaster();
		return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (float[]) null);
	}

	private static String pngPacket(Path file) throws IOException {
		NodeList entries = tree(file, "javax_imageio_png_1.0").getElementsByTagName("iTXtEntry");
		for (int i = 0; i < entries.getLength(); i++)
			if (((Element) entries.item(i)).getAttribute("keyword").equals(PACKET_KEYWORD)) return ((Element) entries.item(i))
				.getAttribute("text");
		throw new AssertionError("There is no " + PACKET_KEYWORD);
	}

	private static String jpegPacket(Path file) throws IOException {
		NodeList segments = tree(file, "javax_imageio_jpeg_image_1.0").getElementsByTagName("unknown");
		byte[] segment = (byte[]) ((IIOMetadataNode) segments.item(0)).getUserObject();
		String text = new String(segment, StandardCharsets.UTF_8);
		assertTrue(text.startsWith("http://ns.adobe.com/xap/1.0/\0"), text);
		return text.substring(text.indexOf('\0') + 1);
	}

	/** NB: Java's own reader of TIFF leaves out the tags that it does not know. */
	private static String tiffPacket(Path file) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
		bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		int directory = bytes.getInt(4);
		assertEquals(0, directory % 2);
		int before = 0;
		String packet = null;
		for (int entry = directory + 2; entry < directory + 2 + 12 * bytes.getShort(directory); entry += 12) {
			int tag = Short.toUnsignedInt(bytes.getShort(entry));
			assertTrue(tag > before, "tags should be in rising order");
			before = tag;
			if (tag == 700) packet = new String(bytes.array(), bytes.getInt(entry + 8), bytes.getInt(entry + 4),
				StandardCharsets.UTF_8);
		}
		return packet;
	}

	private static Element tree(Path file, String format) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			ImageReader reader = ImageIO.getImageReaders(in).next();
			reader.setInput(in);
			IIOMetadata metadata = reader.getImageMetadata(0);
			return (Element) metadata.getAsTree(format);
		}
	}
}
