package sc.fiji.img2img.image;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.view.Views;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Makes images larger by reflection at their right and lower edges, and crops them back.
 * <p>
 * Immutable.
 * </p>
 */
public final class Padding {

	private final int width;

	private final int height;

	private final int paddedWidth;

	private final int paddedHeight;

	private Padding(int width, int height, int paddedWidth, int paddedHeight) {
		this.width = width;
		this.height = height;
		this.paddedWidth = paddedWidth;
		this.paddedHeight = paddedHeight;
	}

	/** The padding that brings images of a size to the next multiples of a number of pixels. */
	public static Padding toMultiple(int width, int height, int granularity) {
		return to(width, height, roundUp(width, granularity), roundUp(height, granularity));
	}

	/** The padding that brings images from one size to another, which must not be smaller. */
	public static Padding to(int width, int height, int paddedWidth, int paddedHeight) {
		if (paddedWidth < width || paddedHeight < height) throw new IllegalArgumentException("An image of " + width + " x " +
			height + " pixels does not fit into " + paddedWidth + " x " + paddedHeight + ".");
		return new Padding(width, height, paddedWidth, paddedHeight);
	}

	/** An image [N, C, height, width], enlarged; the same tensor where it fits already. */
	public Tensor pad(Tensor image) {
		if (width == paddedWidth && height == paddedHeight) return image;
		// NB: the edge itself is mirrored, too, so that an image of one pixel has a reflection.
		return Tensor.of(Views.interval(Views.extendMirrorDouble(image.image()), size(image, paddedWidth, paddedHeight)));
	}

	/** An enlarged image, cropped to what it was; the same tensor where it was not enlarged. */
	public Tensor crop(Tensor image) {
		if (width == paddedWidth && height == paddedHeight) return image;
		return Tensor.of(Views.interval(image.image(), size(image, width, height)));
	}

	private static Interval size(Tensor image, int width, int height) {
		return new FinalInterval(width, height, image.dim(1), image.dim(0));
	}

	private static int roundUp(int size, int granularity) {
		return (size + granularity - 1) / granularity * granularity;
	}
}
