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
 * What a LoRA adds to one weight or bias of the network, at weight 1.
 * <p>
 * Formulas: peft and LyCORIS. All arrays are in torch's layout, [out, in] or [out, in, height, width].
 * </p>
 */
interface Delta {

	/** @param original the network's own elements; not changed */
	double[] of(double[] original) throws IOException;

	/**
	 * The change of a module's weight.
	 *
	 * @param shape of the network's weight; null if the module has none
	 * @return null if the file does not change it
	 * @throws IOException if the shapes do not fit each other, or tensors are missing; the message begins with the
	 *           module's name
	 */
	static Delta ofWeight(LoraTensors tensors, long[] shape) throws IOException {
		Delta delta = plain(tensors, shape);
		boolean decomposed = tensors.has(Role.MAGNITUDE) || tensors.has(Role.MAGNITUDE_VECTOR);
		return decomposed && delta != null ? Dora.of(tensors, delta, shape) : delta;
	}

	/**
	 * The change of a module's bias.
	 *
	 * @param shape of the network's bias; null if the module has none
	 * @return null if the file does not change it
	 */
	static Delta ofBias(LoraTensors tensors, long[] shape) throws IOException {
		Role role = tensors.has(Role.DIFF_BIAS) ? Role.DIFF_BIAS : Role.NORM_BIAS;
		// NB: peft's IA3 multiplies what a layer gives, its bias included.
		if (tensors.has(Role.IA3_FACTOR) && shape != null && !Ia3.onInput(tensors)) return Ia3.ofBias(tensors, shape);
		return tensors.has(role) ? difference(tensors, role, shape) : null;
	}

	private static Delta plain(LoraTensors tensors, long[] shape) throws IOException {
		if (tensors.has(Role.DOWN) || tensors.has(Role.UP)) return LowRank.of(tensors, shape);
		if (tensors.has(Role.HADA_W1_A)) return LoHa.of(tensors, shape);
		if (tensors.has(Role.LOKR_W1) || tensors.has(Role.LOKR_W1_A)) return LoKr.of(tensors, shape);
		if (tensors.has(Role.IA3_FACTOR) || tensors.has(Role.ON_INPUT)) return Ia3.of(tensors, shape);
		if (tensors.has(Role.DIFF)) return difference(tensors, Role.DIFF, shape);
		if (tensors.has(Role.NORM_WEIGHT)) return difference(tensors, Role.NORM_WEIGHT, shape);
		if (tensors.has(Role.DIFF_BIAS) || tensors.has(Role.NORM_BIAS)) return null;
		throw new IOException(tensors.module() + " has only " + tensors.module().roles());
	}

	private static Delta difference(LoraTensors tensors, Role role, long[] shape) throws IOException {
		long count = shape == null ? -1 : Arrays.stream(shape).reduce(1, Math::multiplyExact);
		if (tensors.countFrom(role, 0) != count) throw tensors.mismatch(role, shape);
		return original -> tensors.read(role);
	}
}
