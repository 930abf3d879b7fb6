package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ImageProcessor;

/** Comparisons of images. */
public final class TestPixels {

	private TestPixels() {}

	/** Fails unless the RGB images have one size and no colour of any pixel differs by more than one grey level. */
	public static void assertWithinOneLevel(ImageProcessor expected, ImageProcessor actual) {
		assertEquals(expected.getWidth(), actual.getWidth());
		assertEquals(expected.getHeight(), actual.getHeight());
		for (int i = 0; i < expected.getPixelCount(); i++)
			for (int shift = 0; shift < 24; shift += 8) {
				int difference = (expected.get(i) >> shift & 0xff) - (actual.get(i) >> shift & 0xff);
				assertTrue(Math.abs(difference) <= 1, "a grey level differs by " + difference + " at pixel " + i);
			}
	}

	/** Tells all pixels' values apart. */
	public static String checksum(ImagePlus image) {
		long sum = image.getBitDepth();
		for (int n = 1; n <= image.getStackSize(); n++) {
			ImageProcessor plane = image.getStack().getProcessor(n);
			for (int i = 0; i < plane.getPixelCount(); i++)
				sum = 31 * sum + plane.get(i);
		}
		return Long.toHexString(sum);
	}
}
