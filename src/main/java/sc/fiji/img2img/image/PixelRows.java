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

	/** @param row gets the values of a row, from its first pixel on, as many as it is long */
	final void read(int y, double[] row) {
		read(0, y, row);
	}

	/** @param row gets the values of a row, from the pixel at left on, as many as it is long */
	abstract void read(int left, int y, double[] row);

	/** @param row what the values of a row become, as of {@link #write(int, int, double[])} */
	final void write(int y, double[] row) {
		write(0, y, row);
	}

	/**
	 * @param row what the values of a row become, from the pixel at left on; whole numbers where the type has no others; NaN
	 *          leaves one as it is
	 */
	abstract void write(int left, int y, double[] row);

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
		void read(int left, int y, double[] row) {
			for (int x = 0; x < row.length; x++) {
				moveTo(left + x, y);
				row[x] = get.getAsDouble();
			}
		}

		@Override
		void write(int left, int y, double[] row) {
			for (int x = 0; x < row.length; x++) {
				if (Double.isNaN(row[x])) continue;
				moveTo(left + x, y);
				set.accept(row[x]);
			}
		}

		private void moveTo(int x, int y) {
			access.setPosition(plane.min(0) + x, 0);
			access.setPosition(plane.min(1) + y, 1);
		}
	}
}
