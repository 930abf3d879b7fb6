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
import java.util.Arrays;

/**
 * IA3: a factor for each of a layer's inputs or outputs.
 * <p>
 * Source: Liu et al. 2022, "Few-Shot Parameter-Efficient Fine-Tuning". LyCORIS stores the factors less 1 and leaves biases
 * alone; peft stores them as they are, and multiplies the bias, too.
 * </p>
 */
final class Ia3 implements Delta {

	private final LoraTensors tensors;

	private final Role role;

	private final boolean onInput;

	/** The elements that follow each other under the same factor. */
	private final int run;

	private final int factors;

	private Ia3(LoraTensors tensors, Role role, boolean onInput, int run, int factors, long[] shape) throws IOException {
		this.tensors = tensors;
		this.role = role;
		this.onInput = onInput;
		this.run = run;
		this.factors = factors;
		if (tensors.countFrom(role, 0) != factors) throw tensors.mismatch(role, shape);
	}

	static Ia3 of(LoraTensors tensors, long[] shape) throws IOException {
		Role role = role(tensors);
		if (shape == null || shape.length < 2) throw tensors.mismatch(role, shape);
		int kernel = shape.length < 3 ? 1 : Math.toIntExact(shape[2] * shape[3]);
		boolean onInput = onInput(tensors);
		return new Ia3(tensors, role, onInput, onInput ? kernel : (int) shape[1] * kernel, (int) shape[onInput ? 1 : 0],
			shape);
	}

	/** The change of a bias, which follows the factors of the outputs. */
	static Ia3 ofBias(LoraTensors tensors, long[] shape) throws IOException {
		long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
		return new Ia3(tensors, role(tensors), false, 1, Math.toIntExact(count), shape);
	}

	/** Whether the factors are those of the inputs. */
	static boolean onInput(LoraTensors tensors) throws IOException {
		if (tensors.has(Role.ON_INPUT)) return tensors.number(Role.ON_INPUT) != 0;
		// NB: peft stores [out, 1] for outputs, [1, in] for inputs; for convolutions [1, n, 1, 1].
		return tensors.dim(Role.IA3_FACTOR, 0) == 1 && tensors.shape(Role.IA3_FACTOR).length == 2;
	}

	@Override
	public double[] of(double[] original) throws IOException {
		double[] stored = tensors.read(role);
		double[] result = new double[original.length];
		for (int i = 0; i < result.length; i++) {
			double factor = stored[onInput ? i / run % factors : i / run];
			result[i] = original[i] * (role == Role.WEIGHT ? factor : factor - 1);
		}
		return result;
	}

	private static Role role(LoraTensors tensors) {
		return tensors.has(Role.IA3_FACTOR) ? Role.IA3_FACTOR : Role.WEIGHT;
	}
}
