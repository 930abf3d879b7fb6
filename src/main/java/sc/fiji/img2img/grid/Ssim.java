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
package sc.fiji.img2img.grid;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * The structural similarity of two images: 1 for equal ones, about 0 for unrelated ones.
 * <p>
 * Wang et al. 2004, "Image Quality Assessment: From Error Visibility to Structural Similarity", with the authors' figures:
 * Gaussian windows of 11 x 11 and sigma 1.5, K1 = 0.01, K2 = 0.03, variances divided by N, and the mean over all windows
 * that lie within the image. Windows of images below 11 pixels are as large as fits.
 * </p>
 */
final class Ssim {

	private static final int WINDOW = 11;
	private static final double SIGMA = 1.5;
	private static final double K1 = 0.01;
	private static final double K2 = 0.03;

	private final int width;

	private final int height;

	private final double[] horizontal;

	private final double[] vertical;

	private Ssim(int width, int height) {
		this.width = width;
		this.height = height;
		horizontal = window(width);
		vertical = window(height);
	}

	/** The similarity of images of a size; a strip of them may be looked at alone. */
	static Ssim ofSize(int width, int height) {
		return new Ssim(width, height);
	}

	/**
	 * The mean similarity.
	 *
	 * @param a of x and y
	 * @param b of the same size
	 * @param range from the least to the greatest value that there can be
	 */
	static double of(RandomAccessibleInterval<? extends RealType<?>> a, RandomAccessibleInterval<? extends RealType<?>> b,
		double range)
	{
		Ssim whole = ofSize((int) a.dimension(0), (int) a.dimension(1));
		return whole.sum(a, b, range) / whole.windows();
	}

	/** How many windows lie within the image. */
	long windows() {
		return (long) (width - horizontal.length + 1) * (height - vertical.length + 1);
	}

	/** How many rows two strips have to share, so that no window is missing. */
	int shared() {
		return vertical.length - 1;
	}

	/** The sum of the similarities of all windows that lie within a strip of the images, as of {@link #of}. */
	double sum(RandomAccessibleInterval<? extends RealType<?>> a, RandomAccessibleInterval<? extends RealType<?>> b,
		double range)
	{
		return sum(values(a), values(b), range);
	}

	/** Row by row. */
	private static double[] values(RandomAccessibleInterval<? extends RealType<?>> image) {
		double[] values = new double[(int) image.size()];
		int i = 0;
		for (RealType<?> value : Views.flatIterable(image))
			values[i++] = value.getRealDouble();
		return values;
	}

	private double sum(double[] a, double[] b, double range) {
		double[] meanA = blur(a);
		double[] meanB = blur(b);
		double[] squaresA = blur(product(a, a));
		double[] squaresB = blur(product(b, b));
		double[] products = blur(product(a, b));
		double c1 = Math.pow(K1 * range, 2);
		double c2 = Math.pow(K2 * range, 2);
		double sum = 0;
		for (int i = 0; i < meanA.length; i++) {
			double both = meanA[i] * meanB[i];
			double squares = meanA[i] * meanA[i] + meanB[i] * meanB[i];
			double variances = squaresA[i] + squaresB[i] - squares;
			sum += (2 * both + c1) * (2 * (products[i] - both) + c2) / ((squares + c1) * (variances + c2));
		}
		return sum;
	}

	/** The weighted means of all windows that lie within the image. */
	private double[] blur(double[] image) {
		int columns = width - horizontal.length + 1;
		int lines = image.length / width;
		int rows = lines - vertical.length + 1;
		double[] blurred = new double[columns * lines];
		for (int y = 0; y < lines; y++)
			for (int x = 0; x < columns; x++)
				for (int k = 0; k < horizontal.length; k++)
					blurred[y * columns + x] += horizontal[k] * image[y * width + x + k];
		double[] result = new double[columns * rows];
		for (int y = 0; y < rows; y++)
			for (int k = 0; k < vertical.length; k++)
				for (int x = 0; x < columns; x++)
					result[y * columns + x] += vertical[k] * blurred[(y + k) * columns + x];
		return result;
	}

	private static double[] product(double[] a, double[] b) {
		double[] product = new double[a.length];
		for (int i = 0; i < product.length; i++)
			product[i] = a[i] * b[i];
		return product;
	}

	private static double[] window(int size) {
		int radius = (Math.min(WINDOW, size) - 1) / 2;
		double[] window = new double[2 * radius + 1];
		double sum = 0;
		for (int i = 0; i < window.length; i++)
			sum += window[i] = Math.exp(-0.5 * Math.pow((i - radius) / SIGMA, 2));
		for (int i = 0; i < window.length; i++)
			window[i] /= sum;
		return window;
	}
}
