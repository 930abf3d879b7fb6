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
package sc.fiji.img2img.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

import sc.fiji.img2img.onnx.graph.ElementType;

/** Another provider, none of whose prepared graphs is kept, or taken from those that are. */
final class UnkeptProvider implements Provider {

	private final Provider provider;

	UnkeptProvider(Provider provider) {
		this.provider = provider;
	}

	@Override
	public String name() {
		return provider.name();
	}

	@Override
	public boolean isCpu() {
		return provider.isCpu();
	}

	@Override
	public boolean hasGpuKernels() {
		return provider.hasGpuKernels();
	}

	@Override
	public int batch() {
		return provider.batch();
	}

	@Override
	public boolean fusesAttention() {
		return provider.fusesAttention();
	}

	@Override
	public boolean addsLorasToWeights() {
		return provider.addsLorasToWeights();
	}

	@Override
	public ElementType floats() {
		return provider.floats();
	}

	@Override
	public ElementType exactFloats() {
		return provider.exactFloats();
	}

	@Override
	public void configure(SessionOptions options) throws OrtException {
		provider.configure(options);
	}
}
