package sc.fiji.img2img.image;

import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Turns an ImageJ image into the tensor that models take, and a model's tensor back into an image of the same type.
 * <p>
 * RGB images keep their colours: each byte v becomes 2 v / 255 - 1, as in diffusers. Greyscale images become grey RGB
 * between the value range's black and white, and come back as the mean of the three colours; lookup tables are not
 * looked at. Pixels that are NaN or infinite stay so. Immutable.
 * </p>
 */
public final class ImageCodec {

	private final ImageProcessor template;

	private final ValueRange range;

	private ImageCodec(ImageProcessor template, ValueRange range) {
		this.template = template;
		this.range = range;
	}

	/** A codec for images like this one, whose displayed range decides what black and white are. */
	public static ImageCodec of(ImageProcessor image) {
		return of(image, image instanceof ColorProcessor ? null : ValueRange.displayed(image));
	}

	/** A codec for images like this one; RGB images have no range. */
	static ImageCodec of(ImageProcessor image, ValueRange range) {
		return new ImageCodec(image, range);
	}

	/** The template's pixels as [1, 3, H, W] in -1 to 1. */
	public Tensor encode() {
		int size = template.getWidth() * template.getHeight();
		float[] data = new float[3 * size];
		for (int i = 0; i < size; i++) {
			if (range == null) {
				int rgb = template.get(i);
				for (int c = 0; c < 3; c++)
					data[c * size + i] = 2 * ((rgb >> 16 - 8 * c & 0xff) / 255f) - 1;
			}
			else {
				float value = range.encode(template.getf(i));
				for (int c = 0; c < 3; c++)
					data[c * size + i] = value;
			}
		}
		return Tensor.of(data, 1, 3, template.getHeight(), template.getWidth());
	}

	/**
	 * An image of the template's type, size, colour map and displayed range.
	 *
	 * @param image [1, 3, H, W] of the template's size; clipped to -1 to 1
	 */
	public ImageProcessor decode(Tensor image) {
		int size = template.getWidth() * template.getHeight();
		ImageProcessor result = template.duplicate();
		float[] data = image.data();
		for (int i = 0; i < size; i++) {
			if (range == null) result.set(i, rgb(data, i, size));
			else put(result, i, range.decode((data[i] + data[size + i] + data[2 * size + i]) / 3));
		}
		return result;
	}

	/** Sets a pixel of a greyscale image, rounded for whole numbers; one that is NaN or infinite stays so. */
	static void put(ImageProcessor image, int index, double value) {
		if (!(image instanceof FloatProcessor)) image.set(index, (int) Math.rint(value));
		else if (Float.isFinite(image.getf(index))) image.setf(index, (float) value);
	}

	/** A decoded tensor as an RGB image of its own size. */
	public static ColorProcessor toRgb(Tensor image) {
		int size = image.dim(2) * image.dim(3);
		ColorProcessor result = new ColorProcessor(image.dim(3), image.dim(2));
		for (int i = 0; i < size; i++)
			result.set(i, rgb(image.data(), i, size));
		return result;
	}

	/**
	 * A mask as models take it.
	 *
	 * @param mask any type; at least 128 of 255, once it is made 8-bit, counts as inside
	 * @param image the image that it belongs to
	 * @return [1, 1, H, W], 0 or 1
	 */
	public static Tensor maskTensor(ImageProcessor mask, ImageProcessor image) {
		checkMask(mask, image);
		ImageProcessor bytes = mask.convertToByte(false);
		float[] data = new float[bytes.getPixelCount()];
		for (int i = 0; i < data.length; i++)
			data[i] = bytes.get(i) < 128 ? 0 : 1;
		return Tensor.of(data, 1, 1, mask.getHeight(), mask.getWidth());
	}

	/**
	 * Returns if a mask fits an image.
	 *
	 * @throws IllegalArgumentException if its size is another
	 */
	public static void checkMask(ImageProcessor mask, ImageProcessor image) {
		if (mask.getWidth() != image.getWidth() || mask.getHeight() != image.getHeight())
			throw new IllegalArgumentException("The mask should have the image's size, " + image.getWidth() + " x " +
				image.getHeight() + " pixels, but has " + mask.getWidth() + " x " + mask.getHeight() + ".");
	}

	private static int rgb(float[] data, int index, int size) {
		int rgb = 0xff;
		for (int c = 0; c < 3; c++) {
			float share = Math.max(0, Math.min(1, data[c * size + index] / 2 + 0.5f));
			rgb = rgb << 8 | (int) Math.rint(share * 255);
		}
		return rgb;
	}
}
