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

import sc.fiji.img2img.onnx.Provider;

/** Which operators a network is written in: the same arithmetic, as a provider runs it best. */
public enum Form {

	/** ONNX's own operators only, which every provider has. */
	PLAIN(false, false, false),

	/** ONNX Runtime's kernels for the CPU: attention in one operation, products with matrices as torch stores them. */
	CPU(true, true, false),

	/** ONNX Runtime's kernels for graphics processors: attention in one operation, and gates. */
	GPU(false, true, true);

	private final boolean storedProducts;

	private final boolean attention;

	private final boolean gates;

	Form(boolean storedProducts, boolean attention, boolean gates) {
		this.storedProducts = storedProducts;
		this.attention = attention;
		this.gates = gates;
	}

	/** The form for a provider. */
	public static Form of(Provider provider) {
		if (!provider.fusesAttention()) return PLAIN;
		return provider.hasGpuKernels() ? GPU : CPU;
	}

	/** Whether products take matrices as [out, in], and SiLU is one operation: FusedMatMul, QuickGelu. */
	boolean hasStoredProducts() {
		return storedProducts;
	}

	/** Whether normalisation in groups is better written out. */
	boolean hasWrittenNorms() {
		return this == CPU;
	}

	/** Whether attention is one operation that keeps no scores: MultiHeadAttention. */
	boolean hasAttention() {
		return attention;
	}

	/** Whether GEGLU is one operation with its bias: BiasSplitGelu. */
	boolean hasGates() {
		return gates;
	}
}
