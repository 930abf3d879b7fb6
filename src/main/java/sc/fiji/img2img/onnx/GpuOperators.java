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

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/**
 * The operators that ONNX Runtime has kernels for on graphics processors only.
 * <p>
 * Its optimizer for diffusion models writes them into graphs; Olive and other tools run it. Source: the table of
 * contributed operators and their kernels in ONNX Runtime's documentation.
 * </p>
 */
final class GpuOperators {

	private static final String DOMAIN = "com.microsoft";

	private static final Set<String> NAMES = Set.of("BiasAdd", "BiasDropout", "BiasSoftmax", "BiasSplitGelu",
		"ComplexMul", "ComplexMulConj", "DecoderAttention", "DecoderMaskedSelfAttention", "FusedMatMulActivation",
		"GatedRelativePositionBias", "GemmFastGelu", "GemmFloat8", "GroupNorm", "Irfft", "LongformerAttention",
		"NhwcConv", "PackedAttention", "PackedMultiHeadAttention", "PagedAttention", "RelativePositionBias",
		"RemovePadding", "RestorePadding", "Rfft", "SkipGroupNorm");

	private GpuOperators() {
		// NB: a list with a check.
	}

	/**
	 * Returns if the provider can be expected to run all of a graph.
	 *
	 * @throws IOException if the graph has operators that it lacks
	 */
	static void check(OnnxModel model, Provider provider) throws IOException {
		if (provider.hasGpuKernels()) return;
		List<String> lacking = model.graph().nodes().stream().filter(node -> node.domain().equals(DOMAIN) && NAMES.contains(
			node.type())).map(Node::type).distinct().sorted().collect(Collectors.toList());
		if (!lacking.isEmpty()) throw new IOException(model.file() + " was optimized for graphics processors: it has the " +
			"fused operators " + String.join(", ", lacking) + ", which cannot run on " + provider.name() +
			"; use the model as it was before that optimization.");
	}
}
