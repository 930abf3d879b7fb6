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
package sc.fiji.img2img.lora;

import java.util.Arrays;

/** The products of matrices that LoRA files are made of, in double precision; all matrices are in row-major order. */
final class Matrix {

	private Matrix() {
		// NB: holds no state.
	}

	static double[] transpose(double[] matrix, int rows, int columns) {
		double[] result = new double[matrix.length];
		for (int r = 0; r < rows; r++)
			for (int c = 0; c < columns; c++)
				result[c * rows + r] = matrix[r * columns + c];
		return result;
	}

	/** [n, k] times [k, m]. */
	static double[] multiply(double[] a, double[] b, int n, int k, int m) {
		double[] result = new double[Math.multiplyExact(n, m)];
		for (int i = 0; i < n; i++)
			for (int j = 0; j < k; j++) {
				double factor = a[i * k + j];
				for (int c = 0; c < m; c++)
					result[i * m + c] += factor * b[j * m + c];
			}
		return result;
	}

	/**
	 * A core of [r, s, kernel] between two matrices: [out, r] and [s, in].
	 *
	 * @return [out, in, kernel]
	 */
	static double[] tucker(double[] left, double[] core, double[] right, int out, int r, int s, int in, int kernel) {
		double[] first = multiply(left, core, out, r, s * kernel);
		double[] swapped = new double[first.length];
		for (int o = 0; o < out; o++)
			System.arraycopy(transpose(slice(first, o * s * kernel, s * kernel), s, kernel), 0, swapped, o * s * kernel, s *
				kernel);
		// NB: now [out, kernel, s], to be multiplied with [s, in] and put in order again.
		double[] product = multiply(swapped, right, out * kernel, s, in);
		double[] result = new double[product.length];
		for (int o = 0; o < out; o++)
			System.arraycopy(transpose(slice(product, o * kernel * in, kernel * in), kernel, in), 0, result, o * kernel * in,
				kernel * in);
		return result;
	}

	/** The Kronecker product of [a, b] and [c, d, kernel]: [a * c, b * d, kernel]. */
	static double[] kronecker(double[] left, double[] right, int a, int b, int c, int d, int kernel) {
		double[] result = new double[Math.multiplyExact(left.length, right.length)];
		for (int i = 0; i < a; i++)
			for (int j = 0; j < b; j++)
				for (int k = 0; k < c; k++)
					for (int l = 0; l < d; l++)
						for (int p = 0; p < kernel; p++)
							result[((i * c + k) * b * d + j * d + l) * kernel + p] = left[i * b + j] * right[(k * d + l) * kernel + p];
		return result;
	}

	/** The product of each pair of elements, times a factor. */
	static double[] hadamard(double[] a, double[] b, double factor) {
		double[] result = new double[a.length];
		for (int i = 0; i < result.length; i++)
			result[i] = factor * a[i] * b[i];
		return result;
	}

	static double[] scale(double[] values, double factor) {
		double[] result = new double[values.length];
		for (int i = 0; i < result.length; i++)
			result[i] = factor * values[i];
		return result;
	}

	private static double[] slice(double[] values, int from, int count) {
		return Arrays.copyOfRange(values, from, from + count);
	}
}
