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

import java.util.Arrays;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;

import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/** Where an image may change: the pixels that are inside. Immutable. */
public final class Mask {

	private final boolean[] inside;

	private final int width;

	private final int height;

	private Mask(boolean[] inside, int width, int height) {
		this.inside = inside;
		this.width = width;
		this.height = height;
	}

	/**
	 * A mask of numbers or labels: what is above 0 is inside.
	 *
	 * @param numbers of two dimensions, x and y; NaN is outside
	 * @throws IllegalArgumentException if they are no plane of numbers, or nothing is inside
	 */
	public static Mask of(RandomAccessibleInterval<?> numbers) {
		if (numbers.numDimensions() != 2) throw new IllegalArgumentException(
			"A mask should have two dimensions, x and y, but has " + numbers.numDimensions() + ".");
		Plane plane = Plane.of(numbers);
		if (plane.isColour()) throw new IllegalArgumentException("A mask should have one number for each pixel, but has colours.");
		double[] values = plane.values();
		boolean[] inside = new boolean[values.length];
		for (int i = 0; i < inside.length; i++)
			inside[i] = values[i] > 0;
		Mask mask = new Mask(inside, plane.width(), plane.height());
		if (mask.isEmpty()) throw new IllegalArgumentException("Nothing of the mask is above 0: make it 1 where the image is to " +
			"change.");
		return mask;
	}

	/** @param inside for each pixel, row by row; not copied */
	static Mask of(boolean[] inside, int width, int height) {
		return new Mask(inside, width, height);
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	/** Whether a pixel is inside, by its index row by row. */
	public boolean contains(int index) {
		return inside[index];
	}

	/** Whether nothing is inside. */
	public boolean isEmpty() {
		for (boolean pixel : inside)
			if (pixel) return false;
		return true;
	}

	/** The smallest rectangle that holds all that is inside; something has to be. */
	public Interval bounds() {
		Bounds bounds = new Bounds();
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				if (inside[y * width + x]) bounds.include(x, y);
		return bounds.interval();
	}

	/** The mask of a part of an image. */
	public Mask part(Interval part) {
		int columns = (int) part.dimension(0);
		int rows = (int) part.dimension(1);
		boolean[] cropped = new boolean[columns * rows];
		for (int y = 0; y < rows; y++)
			System.arraycopy(inside, ((int) part.min(1) + y) * width + (int) part.min(0), cropped, y * columns, columns);
		return new Mask(cropped, columns, rows);
	}

	/** The mask of a scaled image: a pixel is inside if it shows anything of what is inside here. */
	Mask scaled(int newWidth, int newHeight) {
		boolean[] scaled = new boolean[newWidth * newHeight];
		for (int y = 0; y < height; y++) {
			int top = first(y, height, newHeight);
			int bottom = last(y, height, newHeight);
			for (int x = 0; x < width; x++) {
				if (!inside[y * width + x]) continue;
				for (int row = top; row <= bottom; row++)
					Arrays.fill(scaled, row * newWidth + first(x, width, newWidth), row * newWidth + last(x, width, newWidth) + 1, true);
			}
		}
		return new Mask(scaled, newWidth, newHeight);
	}

	/** The mask as models take it: [1, 1, H, W], 0 or 1. */
	public Tensor tensor() {
		float[] data = new float[inside.length];
		for (int i = 0; i < data.length; i++)
			data[i] = inside[i] ? 1 : 0;
		return Tensor.of(data, 1, 1, height, width);
	}

	/** The mask as models take it, read part by part. */
	public ImageSource source() {
		return ImageSource.of(width, height, part -> part(part).tensor());
	}

	/**
	 * Returns if the mask fits an image.
	 *
	 * @throws IllegalArgumentException if that has another size
	 */
	public void checkSize(long imageWidth, long imageHeight) {
		if (width != imageWidth || height != imageHeight) throw new IllegalArgumentException(
			"The mask should have the image's size, " + imageWidth + " x " + imageHeight + " pixels, but has " + width + " x " +
				height + ".");
	}

	/** The first pixel of a scaled line that shows something of a pixel. */
	private static int first(int place, int length, int newLength) {
		return (int) ((long) place * newLength / length);
	}

	/** The last one. */
	private static int last(int place, int length, int newLength) {
		return (int) (((place + 1L) * newLength - 1) / length);
	}
}
