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
import java.util.Locale;

import sc.fiji.img2img.tensor.file.SafeTensors;

/** The tensors of one module of an open LoRA file, and the factor that they are to be scaled by. */
final class LoraTensors {

	private final LoraFile file;

	private final SafeTensors tensors;

	private final LoraModule module;

	LoraTensors(LoraFile file, SafeTensors tensors, LoraModule module) {
		this.file = file;
		this.tensors = tensors;
		this.module = module;
	}

	LoraModule module() {
		return module;
	}

	boolean has(Role role) {
		return module.has(role);
	}

	/**
	 * The shape of the tensor in a role.
	 *
	 * @throws IOException if the module has none, so that the file is incomplete
	 */
	long[] shape(Role role) throws IOException {
		if (!has(role)) throw new IOException(module + " lacks its tensor " + role.name().toLowerCase(
			Locale.ROOT) + " and has only " + module.roles().toString().toLowerCase(Locale.ROOT));
		return tensors.shape(module.tensor(role));
	}

	/** The size of a tensor along a dimension; 1 for those that it does not have. */
	long dim(Role role, int index) throws IOException {
		long[] shape = shape(role);
		return index < shape.length ? shape[index] : 1;
	}

	/** The size of a tensor's first dimension. */
	int rank(Role role) throws IOException {
		return Math.toIntExact(dim(role, 0));
	}

	/** The number of elements from a dimension on; the greatest number there is if there are even more. */
	long countFrom(Role role, int index) throws IOException {
		long[] shape = shape(role);
		long count = 1;
		for (int i = index; i < shape.length; i++)
			count = shape[i] != 0 && count > Long.MAX_VALUE / shape[i] ? Long.MAX_VALUE : count * shape[i];
		return count;
	}

	/**
	 * The elements of the tensor in a role.
	 *
	 * @throws IOException if it is missing, or holds something that is no finite number
	 */
	double[] read(Role role) throws IOException {
		shape(role);
		float[] floats = tensors.floats(module.tensor(role));
		double[] values = new double[floats.length];
		for (int i = 0; i < values.length; i++) {
			if (!Float.isFinite(floats[i])) throw file.refuse("the tensor " + module.tensor(role) + " holds " + floats[i] +
				", where only finite numbers make sense; the file is damaged or its training failed");
			values[i] = floats[i];
		}
		return values;
	}

	/**
	 * What the product of the module's matrices is multiplied with: alpha / rank, where an alpha is stored.
	 *
	 * @param rank of the module's matrices
	 */
	double scale(int rank) throws IOException {
		if (!has(Role.ALPHA)) return PeftConfig.of(file, module).scale(rank);
		double alpha = number(Role.ALPHA);
		return alpha == 0 ? 1 : alpha / rank;
	}

	/**
	 * The only element of the tensor in a role.
	 *
	 * @throws IOException if it has none or several
	 */
	double number(Role role) throws IOException {
		double[] values = read(role);
		if (values.length != 1) throw file.refuse("the tensor " + module.tensor(role) + " should be one number, but has " +
			values.length);
		return values[0];
	}

	/** The exception for tensors that do not fit the network. */
	IOException mismatch(Role role, long[] wanted) throws IOException {
		return new IOException(module + " has " + Arrays.toString(shape(role)) + " in its " + role.name().toLowerCase(
			Locale.ROOT) + " where the model has " + (wanted == null ? "nothing" : Arrays.toString(wanted)));
	}
}
