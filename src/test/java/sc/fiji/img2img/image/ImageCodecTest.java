package sc.fiji.img2img.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.tensor.Tensor;

/** What goes in comes out. */
class ImageCodecTest {

	@Example
	void allBytesComeBack() {
		ByteProcessor image = new ByteProcessor(16, 16);
		for (int i = 0; i < 256; i++)
			image.set(i, i);
		assertArrayEquals((byte[]) image.getPixels(), (byte[]) roundTrip(image).getPixels());
	}

	@Property(tries = 200)
	void allBytesWithinTheDisplayRangeComeBack(@ForAll @IntRange(max = 254) int min,
		@ForAll @IntRange(min = 1, max = 255) int span)
	{
		int max = Math.min(255, min + span);
		ByteProcessor image = new ByteProcessor(16, 16);
		for (int i = 0; i < 256; i++)
			image.set(i, i);
		image.setMinAndMax(min, max);
		ImageProcessor same = roundTrip(image);
		for (int i = 0; i < 256; i++)
			assertEquals(Math.max(min, Math.min(max, i)), same.get(i));
		assertEquals(min, same.getMin());
		assertEquals(max, same.getMax());
	}

	@Example
	void allColoursOfEachChannelComeBack() {
		ColorProcessor image = new ColorProcessor(16, 16);
		for (int i = 0; i < 256; i++)
			image.set(i, i << 16 | (255 - i) << 8 | i * 7 & 0xff);
		ImageProcessor same = roundTrip(image);
		for (int i = 0; i < 256; i++)
			assertEquals(image.get(i) & 0xffffff, same.get(i) & 0xffffff);
	}

	@Example
	void coloursAreThoseOfDiffusers() {
		ColorProcessor image = new ColorProcessor(3, 1);
		image.set(0, 0xff0080);
		image.set(1, 0x010203);
		float[] data = ImageCodec.of(image).encode().data();
		assertEquals(1, data[0]);
		assertEquals(-1, data[3]);
		assertEquals(2 * (128 / 255f) - 1, data[6]);
		assertEquals(2 * (3 / 255f) - 1, data[7]);
	}

	@Example
	void sixteenBitsComeBack() {
		ShortProcessor image = new ShortProcessor(256, 256);
		for (int i = 0; i < 65536; i++)
			image.set(i, i);
		image.setMinAndMax(0, 65535);
		assertArrayEquals((short[]) image.getPixels(), (short[]) roundTrip(image).getPixels());
	}

	@Example
	void floatsComeBackToSixDigits() {
		FloatProcessor image = TestImages.floats(40, 30);
		image.multiply(1000);
		image.resetMinAndMax();
		assertArrayEquals((float[]) image.getPixels(), (float[]) roundTrip(image).getPixels(), 1e-3f);
	}

	@Example
	void aFlatImageStaysFlat() {
		FloatProcessor image = new FloatProcessor(4, 4);
		image.set(7.5);
		image.resetMinAndMax();
		assertArrayEquals(new float[48], ImageCodec.of(image).encode().data());
		assertArrayEquals((float[]) image.getPixels(), (float[]) roundTrip(image).getPixels());
	}

	@Example
	void valuesBeyondTheScaleAreClipped() {
		ByteProcessor template = new ByteProcessor(2, 1);
		ImageProcessor result = ImageCodec.of(template).decode(Tensor.of(new float[] { -7, 7, -7, 7, -7, 7 }, 1, 3, 1, 2));
		assertEquals(0, result.get(0));
		assertEquals(255, result.get(1));
	}

	@Example
	void masksAreTrueFromTheMiddleOn() {
		ByteProcessor mask = new ByteProcessor(4, 1, new byte[] { 0, 127, (byte) 128, (byte) 255 });
		assertArrayEquals(new float[] { 0, 0, 1, 1 }, ImageCodec.maskTensor(mask, mask).data());
		String message = assertThrows(IllegalArgumentException.class, () -> ImageCodec.maskTensor(mask, new ByteProcessor(4,
			2))).getMessage();
		assertTrue(message.contains("4 x 2") && message.contains("4 x 1"), message);
	}

	private static ImageProcessor roundTrip(ImageProcessor image) {
		ImageCodec codec = ImageCodec.of(image);
		return codec.decode(codec.encode());
	}
}
