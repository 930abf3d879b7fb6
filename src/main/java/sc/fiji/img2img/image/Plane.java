package sc.fiji.img2img.image;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.type.NativeType;
import net.imglib2.util.ImgUtil;

/**
 * A plane of an image, of x and y.
 * <p>
 * The pixels are not copied; whoever made them owns them. Not thread-safe.
 * </p>
 */
public final class Plane {

	private final RandomAccessibleInterval<?> pixels;

	private final PixelType type;

	private Plane(RandomAccessibleInterval<?> pixels, PixelType type) {
		this.pixels = pixels;
		this.type = type;
	}

	/**
	 * A plane.
	 *
	 * @param pixels of two dimensions, x and y
	 * @throws IllegalArgumentException if they are of a type that is neither grey nor ARGB
	 */
	public static Plane of(RandomAccessibleInterval<?> pixels) {
		return new Plane(pixels, PixelType.of(pixels.getType()));
	}

	/** The pixels, not copied. */
	public RandomAccessibleInterval<?> pixels() {
		return pixels;
	}

	public int width() {
		return Math.toIntExact(pixels.dimension(0));
	}

	public int height() {
		return Math.toIntExact(pixels.dimension(1));
	}

	/** Whether the pixels are red, green and blue. */
	public boolean isColour() {
		return type.channels() == 3;
	}

	/** The same pixels in an array of their own, from 0, 0. */
	@SuppressWarnings({ "rawtypes", "unchecked" })
	public Plane copy() {
		return new Plane(copy((RandomAccessibleInterval) pixels), type);
	}

	PixelType type() {
		return type;
	}

	/** The numbers of red, green and blue, or of grey alone. */
	List<PixelRows> channels() {
		return PixelRows.of(pixels);
	}

	/** All numbers of a grey plane, row by row. */
	double[] values() {
		double[] values = new double[width() * height()];
		double[] row = new double[width()];
		PixelRows rows = channels().get(0);
		for (int y = 0; y < height(); y++) {
			rows.read(y, row);
			System.arraycopy(row, 0, values, y * row.length, row.length);
		}
		return values;
	}

	private static <T extends NativeType<T>> RandomAccessibleInterval<T> copy(RandomAccessibleInterval<T> pixels) {
		ArrayImg<T, ?> copy = new ArrayImgFactory<>(pixels.getType()).create(pixels);
		// NB: a type with more or less than a pixel in each element of its array cannot be copied in blocks.
		if (pixels.getType().getEntitiesPerPixel().getRatio() != 1) ImgUtil.copy(pixels, copy);
		else PrimitiveBlocks.of(pixels, OnFallback.ACCEPT).copy(pixels, ((ArrayDataAccess<?>) copy.update(null))
			.getCurrentStorageArray());
		return copy;
	}
}
