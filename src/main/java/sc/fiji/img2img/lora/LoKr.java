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

import java.io.IOException;

/**
 * LoKr: the Kronecker product of a small and a larger matrix or convolution, each whole or of low rank.
 * <p>
 * Source: Yeh et al. 2023, "Navigating Text-To-Image Customization" (LyCORIS). Where both are whole there is no rank, and
 * alpha is not used.
 * </p>
 */
final class LoKr implements Delta {

	private final LoraTensors tensors;

	private final int rows;

	private final int columns;

	private final int innerRows;

	private final int innerColumns;

	private final int kernel;

	private LoKr(LoraTensors tensors, long[] shape) throws IOException {
		this.tensors = tensors;
		boolean whole = tensors.has(Role.LOKR_W1);
		rows = tensors.rank(whole ? Role.LOKR_W1 : Role.LOKR_W1_A);
		columns = Math.toIntExact(tensors.dim(whole ? Role.LOKR_W1 : Role.LOKR_W1_B, 1));
		kernel = shape.length < 3 ? 1 : Math.toIntExact(shape[2] * shape[3]);
		if (rows == 0 || columns == 0 || shape[0] % rows != 0 || shape[1] % columns != 0) throw tensors.mismatch(whole
			? Role.LOKR_W1 : Role.LOKR_W1_A, shape);
		innerRows = (int) shape[0] / rows;
		innerColumns = (int) shape[1] / columns;
		if (!whole && tensors.dim(Role.LOKR_W1_A, 1) != tensors.dim(Role.LOKR_W1_B, 0)) throw tensors.mismatch(
			Role.LOKR_W1_B, shape);
		checkSecond(shape);
	}

	static LoKr of(LoraTensors tensors, long[] shape) throws IOException {
		if (shape == null || shape.length != 2 && shape.length != 4) throw tensors.mismatch(tensors.has(Role.LOKR_W1)
			? Role.LOKR_W1 : Role.LOKR_W1_A, shape);
		return new LoKr(tensors, shape);
	}

	@Override
	public double[] of(double[] original) throws IOException {
		double[] product = Matrix.kronecker(first(), second(), rows, columns, innerRows, innerColumns, kernel);
		return Matrix.scale(product, scale());
	}

	private double scale() throws IOException {
		if (!tensors.has(Role.LOKR_W1)) return tensors.scale(tensors.rank(Role.LOKR_W1_B));
		return tensors.has(Role.LOKR_W2) ? 1 : tensors.scale(tensors.rank(Role.LOKR_W2_B));
	}

	private double[] first() throws IOException {
		return tensors.has(Role.LOKR_W1) ? tensors.read(Role.LOKR_W1) : Matrix.multiply(tensors.read(Role.LOKR_W1_A), tensors
			.read(Role.LOKR_W1_B), rows, tensors.rank(Role.LOKR_W1_B), columns);
	}

	private double[] second() throws IOException {
		if (tensors.has(Role.LOKR_W2)) return tensors.read(Role.LOKR_W2);
		double[] a = tensors.read(Role.LOKR_W2_A);
		double[] b = tensors.read(Role.LOKR_W2_B);
		int rank = tensors.rank(Role.LOKR_W2_B);
		if (!tensors.has(Role.LOKR_T2)) return Matrix.multiply(a, b, innerRows, rank, innerColumns * kernel);
		// NB: beside a core, the first matrix is stored as [rank, out].
		return Matrix.tucker(Matrix.transpose(a, rank, innerRows), tensors.read(Role.LOKR_T2), b, innerRows, rank, rank,
			innerColumns, kernel);
	}

	private void checkSecond(long[] shape) throws IOException {
		if (tensors.has(Role.LOKR_W2)) {
			boolean fits = tensors.dim(Role.LOKR_W2, 0) == innerRows && tensors.countFrom(Role.LOKR_W2, 1) == (long) innerColumns *
				kernel;
			if (!fits) throw tensors.mismatch(Role.LOKR_W2, shape);
			return;
		}
		boolean cored = tensors.has(Role.LOKR_T2);
		int rank = tensors.rank(Role.LOKR_W2_B);
		boolean left = tensors.dim(Role.LOKR_W2_A, 0) == (cored ? rank : innerRows) && tensors.countFrom(Role.LOKR_W2_A,
			1) == (cored ? innerRows : rank);
		if (!left || rank == 0) throw tensors.mismatch(Role.LOKR_W2_A, shape);
		if (tensors.countFrom(Role.LOKR_W2_B, 1) != (cored ? innerColumns : (long) innerColumns * kernel)) throw tensors.mismatch(
			Role.LOKR_W2_B, shape);
		if (cored && (tensors.dim(Role.LOKR_T2, 0) != rank || tensors.countFrom(Role.LOKR_T2, 1) != (long) rank *
			kernel)) throw tensors.mismatch(Role.LOKR_T2, shape);
	}
}
