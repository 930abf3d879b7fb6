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
package sc.fiji.img2img.tensor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A dense array of floats with a shape, in row-major order.
 * <p>
 * The shape is immutable; the data array is shared, not copied, and belongs to whoever made the tensor. Images are
 * [batch, channels, height, width].
 * </p>
 */
public final class Tensor {

	private final float[] data;

	private final long[] shape;

	private Tensor(float[] data, long[] shape) {
		this.data = data;
		this.shape = shape;
	}

	/**
	 * A tensor over the given data.
	 *
	 * @throws IllegalArgumentException if the shape does not hold exactly these elements
	 */
	public static Tensor of(float[] data, long... shape) {
		long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
		if (count != data.length) throw new IllegalArgumentException(
			"A shape of " + Arrays.toString(shape) + " does not hold " + data.length + " elements.");
		return new Tensor(data, shape.clone());
	}

	/**
	 * A tensor of an image's values; its last dimension is the image's first one, so that an image of x, y, channel and batch
	 * is [batch, channel, y, x].
	 *
	 * @param image an {@link ArrayImg} shares its array with the tensor, all others are copied
	 * @throws IllegalArgumentException if it has more elements than an array can hold
	 */
	public static Tensor of(RandomAccessibleInterval<FloatType> image) {
		if (image.size() > Integer.MAX_VALUE) throw new IllegalArgumentException("A tensor holds at most " +
			Integer.MAX_VALUE + " numbers, but the image " + Arrays.toString(image.dimensionsAsLongArray()) + " has " + image
				.size() + ".");
		float[] data = array(image);
		if (data == null) {
			data = new float[(int) image.size()];
			PrimitiveBlocks.of(image, OnFallback.ACCEPT).copy(image, data);
		}
		return new Tensor(data, reversed(image.dimensionsAsLongArray()));
	}

	/** Tensors of one shape, one after the other along the first dimension; copied, unless there is but one. */
	public static Tensor concatenate(Tensor... rows) {
		if (rows.length == 1) return rows[0];
		long[] shape = rows[0].shape.clone();
		shape[0] = 0;
		int length = 0;
		for (Tensor row : rows) {
			shape[0] += row.shape[0];
			length += row.data.length;
		}
		float[] data = new float[length];
		int offset = 0;
		for (Tensor row : rows) {
			System.arraycopy(row.data, 0, data, offset, row.data.length);
			offset += row.data.length;
		}
		return of(data, shape);
	}

	/** One element of the first dimension, as {@link #rows}; the shape keeps that dimension with size 1. */
	public Tensor row(int index) {
		return rows(index, index + 1);
	}

	/** The elements of the first dimension from one up to, and without, another; copied, unless these are all. */
	public Tensor rows(int first, int end) {
		if (first == 0 && end == shape[0]) return this;
		int length = data.length / Math.toIntExact(shape[0]);
		long[] rowsShape = shape.clone();
		rowsShape[0] = end - first;
		return of(Arrays.copyOfRange(data, first * length, end * length), rowsShape);
	}

	/** Whether all rows are the same, bit by bit. */
	public boolean hasEqualRows() {
		int length = data.length / Math.toIntExact(shape[0]);
		for (int row = 1; row < shape[0]; row++)
			if (!Arrays.equals(data, 0, length, data, row * length, (row + 1) * length)) return false;
		return true;
	}

	/** This tensor's elements with another shape. */
	public Tensor reshape(long... newShape) {
		return of(data, newShape);
	}

	/** The elements, not copied. */
	public float[] data() {
		return data;
	}

	/** The elements as an image, not copied; its first dimension is the last one of the shape: x, y, channel, batch. */
	public ArrayImg<FloatType, FloatArray> image() {
		return ArrayImgs.floats(data, reversed(shape));
	}

	/** The shape, copied. */
	public long[] shape() {
		return shape.clone();
	}

	/** The size along a dimension. */
	public int dim(int index) {
		return Math.toIntExact(shape[index]);
	}

	/** The number of dimensions. */
	public int rank() {
		return shape.length;
	}

	/** Whether every element is a finite number. */
	public boolean isFinite() {
		for (float value : data)
			if (!Float.isFinite(value)) return false;
		return true;
	}

	/** A text that tensors of another shape or with other elements do not share. */
	public String fingerprint() {
		ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * data.length);
		bytes.asFloatBuffer().put(data);
		try {
			return Arrays.toString(shape) + new BigInteger(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("This Java lacks SHA-256, which every Java should have.", e);
		}
	}

	@Override
	public String toString() {
		return "Tensor" + Arrays.toString(shape);
	}

	/** The array behind an image; null if there is not just one, in the order of the tensor. */
	private static float[] array(RandomAccessibleInterval<FloatType> image) {
		if (!(image instanceof ArrayImg)) return null;
		Object access = ((ArrayImg<?, ?>) image).update(null);
		if (!(access instanceof FloatArray)) return null;
		float[] array = ((FloatArray) access).getCurrentStorageArray();
		return array.length == image.size() ? array : null;
	}

	private static long[] reversed(long[] sizes) {
		long[] reversed = new long[sizes.length];
		for (int i = 0; i < sizes.length; i++)
			reversed[i] = sizes[sizes.length - 1 - i];
		return reversed;
	}
}
