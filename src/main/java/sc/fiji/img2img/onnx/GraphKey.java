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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;

/** Tells apart graphs that ONNX Runtime would prepare in different ways, or on different machines. */
final class GraphKey {

	/** To be raised when graphs are prepared with other options. */
	private static final String OPTIONS = "2";

	private GraphKey() {
		// NB: one number.
	}

	/**
	 * The SHA-256 of all that a prepared graph depends on: the graph after all changes, what is in the files that it refers
	 * to, what runs it, the version of ONNX Runtime, and the processor.
	 *
	 * @return empty where one of these is not known, or the provider's graphs cannot be kept
	 */
	static Optional<String> of(OnnxModel model, Provider provider) {
		String runs = provider.preparedFor();
		String content = model.content();
		Optional<String> processor = Processor.identity();
		if (runs == null || content == null || processor.isEmpty()) return Optional.empty();
		MessageDigest digest = Sha256.digest();
		String machine = String.join("\n", OPTIONS, NativeLibraries.load().getVersion(), runs, processor.get(), content);
		digest.update((machine + "\n").getBytes(StandardCharsets.UTF_8));
		for (Weight weight : model.graph().weights().values())
			if (weight.supply() != null) digest.update(weight.supply().duplicate());
		digest.update(GraphLoader.encode(model, provider));
		return Optional.of(Sha256.hex(digest));
	}
}
