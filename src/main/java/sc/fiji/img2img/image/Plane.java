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

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.type.NativeType;
import net.imglib2.util.ImgUtil;
import net.imglib2.view.Views;

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

	/** The pixels of a part in an array of their own, from 0, 0. */
	public Plane part(Interval part) {
		return of(Views.zeroMin(Views.interval(Views.zeroMin(pixels), part))).copy();
	}

	/**
	 * A copy in which a part is replaced.
	 *
	 * @param other of the same type, and of the part's size
	 */
	public Plane with(Plane other, Interval part) {
		Plane copy = copy();
		copy.set(other, part);
		return copy;
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

	/** Replaces a part by another plane of the same type, and of the part's size. */
	@SuppressWarnings({ "rawtypes", "unchecked" })
	void set(Plane other, Interval part) {
		ImgUtil.copy((RandomAccessibleInterval) other.pixels, Views.zeroMin(Views.interval(Views.zeroMin(
			(RandomAccessibleInterval) pixels), part)));
	}

	/** Replaces a row by that of another plane of the same type and size, bit for bit. */
	void setRow(int y, Plane other) {
		Object from = array(other.pixels);
		Object to = array(pixels);
		int width = width();
		if (from != null && to != null) System.arraycopy(from, y * width, to, y * width, width);
		else set(of(Views.zeroMin(Views.interval(Views.zeroMin(other.pixels), row(y)))), row(y));
	}

	private Interval row(int y) {
		return FinalInterval.createMinSize(0, y, width(), 1);
	}

	/** The array that a plane lies in, an element a pixel; null if there is none. */
	private static Object array(RandomAccessibleInterval<?> plane) {
		boolean lies = plane instanceof ArrayImg && ((NativeType<?>) plane.getType()).getEntitiesPerPixel().getRatio() == 1;
		Object access = lies ? ((ArrayImg<?, ?>) plane).update(null) : null;
		return access instanceof ArrayDataAccess ? ((ArrayDataAccess<?>) access).getCurrentStorageArray() : null;
	}

	private static <T extends NativeType<T>> RandomAccessibleInterval<T> copy(RandomAccessibleInterval<T> pixels) {
		ArrayImg<T, ?> copy = new ArrayImgFactory<>(pixels.getType()).create(pixels);
		Object from = array(pixels);
		// NB: a type with more or less than a pixel in each element of its array cannot be copied in blocks.
		if (pixels.getType().getEntitiesPerPixel().getRatio() != 1) ImgUtil.copy(pixels, copy);
		else if (from != null) System.arraycopy(from, 0, array(copy), 0, (int) pixels.size());
		else PrimitiveBlocks.of(pixels, OnFallback.ACCEPT).copy(pixels, ((ArrayDataAccess<?>) copy.update(null))
			.getCurrentStorageArray());
		return copy;
	}
}
