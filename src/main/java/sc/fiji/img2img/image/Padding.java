package sc.fiji.img2img.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
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

	/** An image [1, C, height, width], enlarged; the same tensor where it fits already. */
	public Tensor pad(Tensor image) {
		if (width == paddedWidth && height == paddedHeight) return image;
		int channels = image.dim(1);
		RandomAccessibleInterval<FloatType> source = ArrayImgs.floats(image.data(), width, height, channels);
		// NB: the edge itself is mirrored, too, so that an image of one pixel has a reflection.
		return copy(Views.interval(Views.extendMirrorDouble(source), new long[3],
			new long[] { paddedWidth - 1, paddedHeight - 1, channels - 1 }), channels, paddedHeight, paddedWidth);
	}

	/** An enlarged image, cropped to what it was; the same tensor where it was not enlarged. */
	public Tensor crop(Tensor image) {
		if (width == paddedWidth && height == paddedHeight) return image;
		int channels = image.dim(1);
		RandomAccessibleInterval<FloatType> source = ArrayImgs.floats(image.data(), paddedWidth, paddedHeight, channels);
		return copy(Views.interval(source, new long[3], new long[] { width - 1, height - 1, channels - 1 }), channels,
			height, width);
	}

	private static Tensor copy(RandomAccessibleInterval<FloatType> view, int channels, int height, int width) {
		float[] data = new float[channels * height * width];
		int i = 0;
		for (FloatType value : Views.flatIterable(view))
			data[i++] = value.get();
		return Tensor.of(data, 1, channels, height, width);
	}

	private static int roundUp(int size, int granularity) {
		return (size + granularity - 1) / granularity * granularity;
	}
}
