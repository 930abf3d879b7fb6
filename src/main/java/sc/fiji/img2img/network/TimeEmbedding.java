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
package sc.fiji.img2img.network;

import java.io.IOException;

/** Numbers as cosines and sines of many frequencies, taken through two layers (Ho et al. 2020). */
final class TimeEmbedding {

	private static final double LONGEST = 10000;

	private final Scope scope;

	private final int size;

	/** @param size of what comes out */
	TimeEmbedding(Scope scope, int size) {
		this.scope = scope;
		this.size = size;
	}

	/** @param more added to the input, projected; null for none */
	Value apply(Value x, Value more) throws IOException {
		Value sum = more == null ? x : scope.add(x, scope.at("cond_proj").rowProjection(more, x.channels()));
		return scope.at("linear_2").rowLinear(scope.silu(scope.at("linear_1").rowLinear(sum, size)), size);
	}

	/**
	 * Cosines, then sines.
	 *
	 * @param numbers rows of one number
	 * @param size how many come out of each
	 */
	static Value waves(Scope scope, Value numbers, int size) {
		double[] frequencies = new double[size / 2];
		// NB: rounded at every step, as torch does in 32-bit floats.
		for (int i = 0; i < frequencies.length; i++)
			frequencies[i] = (float) Math.exp((float) -Math.log(LONGEST) * i / frequencies.length);
		Value table = new Value(scope.builder.constant("frequencies." + size, new long[] { 1, frequencies.length },
			frequencies), frequencies.length);
		Value angles = scope.multiply(table, numbers);
		return scope.concatenate(-1, scope.operation("Cos", angles.channels(), angles.name()), scope.operation("Sin", angles
			.channels(), angles.name()));
	}
}
