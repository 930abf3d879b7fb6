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
 * LoRA and LoCon: a product of two matrices or convolutions of low rank, sometimes with a third in their middle.
 * <p>
 * Sources: Hu et al. 2021, "LoRA"; LyCORIS' LoCon for convolutions and the middle.
 * </p>
 */
final class LowRank implements Delta {

	private final LoraTensors tensors;

	private final int rank;

	private final int out;

	private final int in;

	private final int kernel;

	private LowRank(LoraTensors tensors, long[] shape) throws IOException {
		this.tensors = tensors;
		out = (int) shape[0];
		in = (int) shape[1];
		kernel = shape.length < 3 ? 1 : Math.toIntExact(shape[2] * shape[3]);
		long down = tensors.dim(Role.DOWN, 0);
		boolean middle = tensors.has(Role.MID);
		if (tensors.countFrom(Role.DOWN, 1) != (middle ? in : (long) in * kernel)) throw tensors.mismatch(Role.DOWN, shape);
		boolean fits = tensors.dim(Role.UP, 0) == out && tensors.countFrom(Role.UP, 1) == down;
		if (!fits || down == 0 || down > Integer.MAX_VALUE) throw tensors.mismatch(Role.UP, shape);
		rank = (int) down;
		if (middle && (tensors.dim(Role.MID, 0) != rank || tensors.countFrom(Role.MID, 1) != (long) rank * kernel))
			throw tensors.mismatch(Role.MID, shape);
	}

	static LowRank of(LoraTensors tensors, long[] shape) throws IOException {
		if (shape == null || shape.length != 2 && shape.length != 4) throw tensors.mismatch(Role.DOWN, shape);
		return new LowRank(tensors, shape);
	}

	int rank() {
		return rank;
	}

	/** [rank, in, kernel]; [rank, in] where there is a middle. */
	double[] down() throws IOException {
		return tensors.read(Role.DOWN);
	}

	/** [rank, rank, kernel], or null. */
	double[] middle() throws IOException {
		return tensors.has(Role.MID) ? tensors.read(Role.MID) : null;
	}

	/** [out, rank], scaled. */
	double[] up() throws IOException {
		return Matrix.scale(tensors.read(Role.UP), tensors.scale(rank));
	}

	@Override
	public double[] of(double[] original) throws IOException {
		double[] middle = middle();
		return middle == null ? Matrix.multiply(up(), down(), out, rank, in * kernel)
			: Matrix.tucker(up(), middle, down(), out, rank, rank, in, kernel);
	}
}
