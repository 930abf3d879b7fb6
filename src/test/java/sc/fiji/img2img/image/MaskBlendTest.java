package sc.fiji.img2img.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.image.ij.Feather;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.image.ij.SeenMask;

/** Only what the mask allows changes. */
class MaskBlendTest {

	private static final int SIZE = 48;

	private static final double FEATHER = 4;

	@Test
	void outsideEveryBitStays() {
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		for (ImageProcessor original : List.of(TestImages.rgb(SIZE, SIZE), TestImages.bytes(SIZE, SIZE), TestImages.shorts(
			SIZE, SIZE), oddFloats()))
		{
			ImageProcessor changed = blend(mask, FEATHER, inverted(original), original);
			for (int i = 0; i < SIZE * SIZE; i++)
				if (mask.get(i) == 0) assertEquals(original.get(i), changed.get(i), original + " at " + i);
		}
	}

	@Test
	void theMiddleIsAllNewAndTheEdgeFades() {
		ImageProcessor original = new FloatProcessor(SIZE, SIZE);
		ImageProcessor changed = new FloatProcessor(SIZE, SIZE);
		changed.set(1);
		changed = blend(TestImages.mask(SIZE, SIZE), FEATHER, changed, original);
		assertEquals(1, changed.getf(SIZE / 2, SIZE / 2));
		for (int x = SIZE / 4; x < SIZE / 2; x++) {
			assertTrue(changed.getf(x, SIZE / 2) > 0);
			assertTrue(changed.getf(x, SIZE / 2) >= changed.getf(x - 1, SIZE / 2));
		}
		assertTrue(changed.getf(SIZE / 4, SIZE / 2) < 1);
	}

	@Test
	void withoutAFeatherTheEdgeIsHard() {
		ImageProcessor original = new FloatProcessor(SIZE, SIZE);
		ImageProcessor changed = new FloatProcessor(SIZE, SIZE);
		changed.set(1);
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		changed = blend(mask, 0, changed, original);
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(mask.get(i) == 0 ? 0 : 1, changed.getf(i));
	}

	@Test
	void theMaskIsNotChanged() {
		ByteProcessor mask = TestImages.mask(SIZE, SIZE);
		blend(mask, FEATHER, TestImages.rgb(SIZE, SIZE), TestImages.rgb(SIZE, SIZE));
		ByteProcessor same = TestImages.mask(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++)
			assertEquals(same.get(i), mask.get(i));
	}

	private static ImageProcessor blend(ByteProcessor mask, double feather, ImageProcessor changed,
		ImageProcessor original)
	{
		return Processors.of(MaskBlend.of(Feather.of(SeenMask.mask(mask), feather)).apply(Processors.plane(changed), Processors
			.plane(original)));
	}

	/** With values that arithmetic does not keep. */
	private static FloatProcessor oddFloats() {
		FloatProcessor image = TestImages.floats(SIZE, SIZE);
		image.setf(0, Float.NaN);
		image.set(1, 0x7fc12345);
		image.setf(2, Float.NEGATIVE_INFINITY);
		image.setf(3, -0f);
		image.setf(4, Float.MIN_VALUE);
		return image;
	}

	private static ImageProcessor inverted(ImageProcessor image) {
		ImageProcessor changed = image.duplicate();
		changed.invert();
		return changed;
	}
}
