/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
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
		void read(int left, int y, double[] row) {
			for (int x = 0, i = y * width + left; x < row.length; x++, i++)
				row[x] = pixels[i] & 0xff;
		}

		@Override
		void write(int left, int y, double[] row) {
			for (int x = 0, i = y * width + left; x < row.length; x++, i++)
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
		void read(int left, int y, double[] row) {
			for (int x = 0, i = y * width + left; x < row.length; x++, i++)
				row[x] = pixels[i] & 0xffff;
		}

		@Override
		void write(int left, int y, double[] row) {
			for (int x = 0, i = y * width + left; x < row.length; x++, i++)
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
		void read(int left, int y, double[] row) {
			for (int x = 0, i = y * width + left; x < row.length; x++, i++)
				row[x] = pixels[i];
		}

		@Override
		void write(int left, int y, double[] row) {
			for (int x = 0, i = y * width + left; x < row.length; x++, i++)
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
		void read(int left, int y, double[] row) {
			for (int x = 0, i = y * width + left; x < row.length; x++, i++)
				row[x] = pixels[i] >> shift & 0xff;
		}

		@Override
		void write(int left, int y, double[] row) {
			for (int x = 0, i = y * width + left; x < row.length; x++, i++)
				if (!Double.isNaN(row[x])) pixels[i] = withColour(pixels[i], shift, row[x]);
		}
	}
}
