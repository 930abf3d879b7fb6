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
 * LoHa: the element-wise product of two products of low rank, for convolutions each with a core.
 * <p>
 * Source: Hyeon-Woo et al. 2021, "FedPara", as LyCORIS and peft have it.
 * </p>
 */
final class LoHa implements Delta {

	private final LoraTensors tensors;

	private final int rank;

	private final int out;

	private final int inner;

	private final int in;

	private final int kernel;

	private LoHa(LoraTensors tensors, long[] shape) throws IOException {
		this.tensors = tensors;
		rank = tensors.rank(Role.HADA_W1_B);
		out = (int) shape[0];
		in = (int) shape[1];
		kernel = shape.length < 3 ? 1 : Math.toIntExact(shape[2] * shape[3]);
		inner = Math.multiplyExact(in, kernel);
		boolean cored = tensors.has(Role.HADA_T1);
		check(shape, Role.HADA_W1_A, Role.HADA_W1_B, cored ? Role.HADA_T1 : null);
		check(shape, Role.HADA_W2_A, Role.HADA_W2_B, cored ? Role.HADA_T2 : null);
	}

	static LoHa of(LoraTensors tensors, long[] shape) throws IOException {
		if (shape == null || shape.length != 2 && shape.length != 4) throw tensors.mismatch(Role.HADA_W1_A, shape);
		return new LoHa(tensors, shape);
	}

	@Override
	public double[] of(double[] original) throws IOException {
		double[] first = product(Role.HADA_W1_A, Role.HADA_W1_B, Role.HADA_T1);
		double[] second = product(Role.HADA_W2_A, Role.HADA_W2_B, Role.HADA_T2);
		return Matrix.hadamard(first, second, tensors.scale(rank));
	}

	private double[] product(Role a, Role b, Role core) throws IOException {
		if (!tensors.has(core)) return Matrix.multiply(tensors.read(a), tensors.read(b), out, rank, inner);
		// NB: beside a core, the first matrix is stored as [rank, out].
		double[] left = Matrix.transpose(tensors.read(a), rank, out);
		return Matrix.tucker(left, tensors.read(core), tensors.read(b), out, rank, rank, in, kernel);
	}

	private void check(long[] shape, Role a, Role b, Role core) throws IOException {
		boolean left = tensors.dim(a, 0) == (core == null ? out : rank) && tensors.countFrom(a, 1) == (core == null ? rank
			: out);
		if (!left || rank == 0) throw tensors.mismatch(a, shape);
		if (tensors.dim(b, 0) != rank || tensors.countFrom(b, 1) != (core == null ? inner : in)) throw tensors.mismatch(b,
			shape);
		if (core != null && (tensors.dim(core, 0) != rank || tensors.countFrom(core, 1) != (long) rank * kernel))
			throw tensors.mismatch(core, shape);
	}
}
