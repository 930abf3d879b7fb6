package sc.fiji.img2img.image;

import java.util.Locale;

/** How large images may be; the system property img2img.maxpixels allows more. */
public final class PixelLimit {

	private static final long MOST = 2048 * 2048;

	/** An image is too large. */
	public static final class Exceeded extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		private Exceeded(String message) {
			super(message);
		}
	}

	private PixelLimit() {
		// NB: one limit.
	}

	/**
	 * Returns if an image of a size may be run.
	 *
	 * @throws IllegalArgumentException if it is too large; the message says what to do
	 */
	public static void check(long width, long height) {
		double pixels = (double) width * height;
		long most = Long.getLong("img2img.maxpixels", MOST);
		if (pixels > most) throw new Exceeded(String.format(Locale.ROOT,
			"The image has %d x %d pixels, %.1f million, but at most %.1f million are run at once. Select a part and duplicate " +
				"it (Image > Duplicate...), or scale the image down; with memory to spare, start Java with " +
				"-Dimg2img.maxpixels=%.0f.", width, height, pixels / 1e6, most / 1e6, pixels));
	}

	/**
	 * Returns if images that are read at once fit into Java's memory.
	 *
	 * @throws IllegalArgumentException if they do not; the message says what to do
	 */
	public static void checkMemory(long images, double bytesEach) {
		Runtime runtime = Runtime.getRuntime();
		double free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
		if (images * bytesEach > free) throw new Exceeded(String.format(Locale.ROOT,
			"It has %d pictures that need %.0f MB of memory, but Java has %.0f MB left: start Java with a larger -Xmx, or save " +
				"fewer slices.", images, images * bytesEach / 1e6, free / 1e6));
	}
}
