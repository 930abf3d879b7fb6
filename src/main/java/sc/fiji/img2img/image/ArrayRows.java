package sc.fiji.img2img.image;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/** The rows of planes that lie in an array, of the four types that ImageJ has: the only loops over such arrays. */
final class ArrayRows {

	private ArrayRows() {
		// NB: rows of four kinds.
	}

	/** The rows of a plane's channels; none if it is of another type or does not lie in an array. */
	static List<PixelRows> of(RandomAccessibleInterval<?> plane) {
		Object access = plane instanceof ArrayImg ? ((ArrayImg<?, ?>) plane).update(null) : null;
		if (!(access instanceof ArrayDataAccess)) return List.of();
		Object array = ((ArrayDataAccess<?>) access).getCurrentStorageArray();
		Object type = plane.getType();
		int width = (int) plane.dimension(0);
		if (type instanceof UnsignedByteType) return List.of(new Bytes((byte[]) array, width));
		if (type instanceof UnsignedShortType) return List.of(new Shorts((short[]) array, width));
		if (type instanceof FloatType) return List.of(new Floats((float[]) array, width));
		if (type instanceof ARGBType) return List.of(new Colours((int[]) array, width, 16), new Colours((int[]) array, width,
			8), new Colours((int[]) array, width, 0));
		return List.of();
	}

	/** A pixel with another value of one of its colours; it becomes opaque. */
	static int withColour(int argb, int shift, double value) {
		return 0xff000000 | argb & ~(0xff << shift) | (int) value << shift;
	}

	private static final class Bytes extends PixelRows {

		private final byte[] pixels;

		private final int width;

		private Bytes(byte[] pixels, int width) {
			this.pixels = pixels;
			this.width = width;
		}

		@Override
		void read(int y, double[] row) {
			for (int x = 0, i = y * width; x < width; x++, i++)
				row[x] = pixels[i] & 0xff;
		}

		@Override
		void write(int y, double[] row) {
			for (int x = 0, i = y * width; x < width; x++, i++)
				if (!Double.isNaN(row[x])) pixels[i] = (byte) (int) row[x];
		}
	}

	private static final class Shorts extends PixelRows {

		private final short[] pixels;

		private final int width;

		private Shorts(short[] pixels, int width) {
			this.pixels = pixels;
			this.width = width;
		}

		@Override
		void read(int y, double[] row) {
			for (int x = 0, i = y * width; x < width; x++, i++)
				row[x] = pixels[i] & 0xffff;
		}

		@Override
		void write(int y, double[] row) {
			for (int x = 0, i = y * width; x < width; x++, i++)
				if (!Double.isNaN(row[x])) pixels[i] = (short) (int) row[x];
		}
	}

	private static final class Floats extends PixelRows {

		private final float[] pixels;

		private final int width;

		private Floats(float[] pixels, int width) {
			this.pixels = pixels;
			this.width = width;
		}

		@Override
		void read(int y, double[] row) {
			for (int x = 0, i = y * width; x < width; x++, i++)
				row[x] = pixels[i];
		}

		@Override
		void write(int y, double[] row) {
			for (int x = 0, i = y * width; x < width; x++, i++)
				if (!Double.isNaN(row[x])) pixels[i] = (float) row[x];
		}
	}

	/** One of the colours. */
	private static final class Colours extends PixelRows {

		private final int[] pixels;

		private final int width;

		private final int shift;

		private Colours(int[] pixels, int width, int shift) {
			this.pixels = pixels;
			this.width = width;
			this.shift = shift;
		}

		@Override
		void read(int y, double[] row) {
			for (int x = 0, i = y * width; x < width; x++, i++)
				row[x] = pixels[i] >> shift & 0xff;
		}

		@Override
		void write(int y, double[] row) {
			for (int x = 0, i = y * width; x < width; x++, i++)
				if (!Double.isNaN(row[x])) pixels[i] = withColour(pixels[i], shift, row[x]);
		}
	}
}
