package sc.fiji.img2img.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;

/**
 * The numbers of a plane, or of one of its colours, read and written row by row.
 * <p>
 * Doubles hold the numbers of all types exactly, but for whole ones of more than 53 bits. Rows of any type and layout are
 * reached here pixel by pixel, and {@link ArrayRows} has the fast way to those that lie in arrays; both give the same bits.
 * Not thread-safe.
 * </p>
 */
abstract class PixelRows {

	/** The rows of a plane's channels: red, green and blue, or one alone. */
	static List<PixelRows> of(RandomAccessibleInterval<?> plane) {
		List<PixelRows> rows = ArrayRows.of(plane);
		return rows.isEmpty() ? ofAnyLayout(plane) : rows;
	}

	/** The same, pixel by pixel whatever the layout. */
	static List<PixelRows> ofAnyLayout(RandomAccessibleInterval<?> plane) {
		List<PixelRows> rows = new ArrayList<>();
		RandomAccess<?> access = plane.randomAccess();
		if (plane.getType() instanceof ARGBType) for (int shift = 16; shift >= 0; shift -= 8)
			rows.add(ofColour(plane, access, (ARGBType) access.get(), shift));
		else rows.add(ofNumbers(plane, access));
		return rows;
	}

	/** @param row gets the values of a row, from 0 */
	abstract void read(int y, double[] row);

	/** @param row what the values of a row become, whole numbers where the type has no others; NaN leaves one as it is */
	abstract void write(int y, double[] row);

	// -- Helper methods --

	private static PixelRows ofNumbers(RandomAccessibleInterval<?> plane, RandomAccess<?> access) {
		return new AccessRows(plane, access, () -> ((RealType<?>) access.get()).getRealDouble(), value -> ((RealType<?>) access
			.get()).setReal(value));
	}

	private static PixelRows ofColour(RandomAccessibleInterval<?> plane, RandomAccess<?> access, ARGBType type, int shift) {
		return new AccessRows(plane, access, () -> ((ARGBType) access.get()).get() >> shift & 0xff, value -> {
			ARGBType pixel = (ARGBType) access.get();
			pixel.set(ArrayRows.withColour(pixel.get(), shift, value));
		});
	}

	/** Goes from pixel to pixel. */
	private static final class AccessRows extends PixelRows {

		private final RandomAccessibleInterval<?> plane;

		private final RandomAccess<?> access;

		private final DoubleSupplier get;

		private final DoubleConsumer set;

		private AccessRows(RandomAccessibleInterval<?> plane, RandomAccess<?> access, DoubleSupplier get, DoubleConsumer set) {
			this.plane = plane;
			this.access = access;
			this.get = get;
			this.set = set;
		}

		@Override
		void read(int y, double[] row) {
			for (int x = 0; x < plane.dimension(0); x++) {
				moveTo(x, y);
				row[x] = get.getAsDouble();
			}
		}

		@Override
		void write(int y, double[] row) {
			for (int x = 0; x < plane.dimension(0); x++) {
				if (Double.isNaN(row[x])) continue;
				moveTo(x, y);
				set.accept(row[x]);
			}
		}

		private void moveTo(int x, int y) {
			access.setPosition(plane.min(0) + x, 0);
			access.setPosition(plane.min(1) + y, 1);
		}
	}
}
