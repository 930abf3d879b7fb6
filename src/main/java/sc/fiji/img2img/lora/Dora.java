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
 * DoRA: after another change, each row or column of the weight is brought to a length that was learned.
 * <p>
 * Source: Liu et al. 2024, "DoRA". Which of the two it is, the shape of the lengths tells: [1, in] are columns, [out, 1]
 * are rows. At weights other than 1, the way from the original weight is gone in part, as ComfyUI and InvokeAI do.
 * </p>
 */
final class Dora implements Delta {

	private final LoraTensors tensors;

	private final Role role;

	private final Delta change;

	private final boolean columns;

	private final int out;

	private final int in;

	private final int kernel;

	private Dora(LoraTensors tensors, Role role, Delta change, long[] shape) throws IOException {
		this.tensors = tensors;
		this.role = role;
		this.change = change;
		out = (int) shape[0];
		in = (int) shape[1];
		kernel = shape.length < 3 ? 1 : Math.toIntExact(shape[2] * shape[3]);
		// NB: peft's vectors are rows whatever their shape.
		columns = role == Role.MAGNITUDE && tensors.dim(role, 0) == 1 && out != 1;
		if (tensors.countFrom(role, 0) != (columns ? in : out)) throw tensors.mismatch(role, shape);
	}

	static Dora of(LoraTensors tensors, Delta change, long[] shape) throws IOException {
		return new Dora(tensors, tensors.has(Role.MAGNITUDE) ? Role.MAGNITUDE : Role.MAGNITUDE_VECTOR, change, shape);
	}

	@Override
	public double[] of(double[] original) throws IOException {
		double[] magnitude = tensors.read(role);
		double[] result = change.of(original);
		double[] squares = new double[magnitude.length];
		for (int i = 0; i < result.length; i++) {
			result[i] += original[i];
			squares[group(i)] += result[i] * result[i];
		}
		for (int i = 0; i < result.length; i++) {
			double length = Math.sqrt(squares[group(i)]);
			// NB: a row of nothing but zeros has no direction and stays as it is.
			double factor = length == 0 ? 1 : magnitude[group(i)] / length;
			result[i] = result[i] * factor - original[i];
		}
		return result;
	}

	private int group(int index) {
		return columns ? index / kernel % in : index / (in * kernel);
	}
}
