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
package sc.fiji.img2img.diffusion.family;

import java.util.Arrays;

import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.Guidance;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.tensor.Tensor;

/** The sinusoidal embedding of a guidance scale less 1, as latent consistency models read it. */
final class GuidanceEmbedding {

	/** The UNet's input for it. */
	static final String INPUT = "timestep_cond";

	private GuidanceEmbedding() {
		// NB: one formula.
	}

	/** Returns if an embedding fits into an input. */
	static void check(ValueInfo input) {
		if (input.dim(1) < 4) throw new IllegalArgumentException("The UNet's input " + input +
			" should have a size of at least 4 along its second dimension, so that the guidance can be given to it.");
	}

	/** The same embedding in so many rows. */
	static Conditions of(Guidance guidance, ValueInfo input, int rows) {
		Tensor[] all = new Tensor[rows];
		Arrays.fill(all, of(guidance.scale() - 1, (int) input.dim(1)));
		return Conditions.of(INPUT, Tensor.concatenate(all));
	}

	private static Tensor of(double guidance, int size) {
		int half = size / 2;
		float decay = (float) Math.log(10000) / (half - 1);
		float scaled = (float) guidance * 1000;
		float[] embedding = new float[size];
		for (int i = 0; i < half; i++) {
			float angle = scaled * (float) Math.exp(i * -decay);
			embedding[i] = (float) Math.sin(angle);
			embedding[half + i] = (float) Math.cos(angle);
		}
		return Tensor.of(embedding, 1, size);
	}
}
