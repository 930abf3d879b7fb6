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

/** A residual block (He et al. 2016): normalisation and convolution twice, with the timestep added between. */
final class Resnet {

	private final Scope scope;

	private final int out;

	private final int groups;

	private final float epsilon;

	private Resnet(Scope scope, int out, int groups, float epsilon) {
		this.scope = scope;
		this.out = out;
		this.groups = groups;
		this.epsilon = epsilon;
	}

	/** One of a UNet. */
	static Resnet timed(Scope scope, int out, int groups) {
		return new Resnet(scope, out, groups, 1e-5f);
	}

	/** One of an autoencoder. */
	static Resnet timeless(Scope scope, int out, int groups) {
		return new Resnet(scope, out, groups, 1e-6f);
	}

	/** @param time the timestep's embedding, activated; null for none */
	Value apply(Value x, Value time) throws IOException {
		Value h = scope.silu(scope.at("norm1").groupNorm(x, groups, epsilon));
		h = scope.at("conv1").convolution(h, out, 3);
		if (time != null) h = scope.add(h, scope.pixel(scope.at("time_emb_proj").rowLinear(time, out)));
		h = scope.silu(scope.at("norm2").groupNorm(h, groups, epsilon));
		h = scope.at("conv2").convolution(h, out, 3);
		return scope.add(x.channels() == out ? x : scope.at("conv_shortcut").convolution(x, out, 1), h);
	}
}
