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
import sc.fiji.img2img.onnx.rewrite.AttentionFusion;

/** What runs a graph: one of ONNX Runtime's execution providers, with its options. */
public interface Provider {

	/** ONNX Runtime's own CPU kernels in fp32, which every machine has. */
	Provider CPU = new Provider() {

		@Override
		public String name() {
			return "CPU";
		}

		@Override
		public boolean fusesAttention() {
			return true;
		}

		@Override
		public boolean isCpu() {
			return true;
		}

		@Override
		public String preparedFor() {
			return name();
		}

		@Override
		public void configure(SessionOptions options) {
			// NB: it needs no options: ONNX Runtime falls back to it by itself.
		}
	};

	/** The {@link #batch()} of graphics processors. */
	int GPU_BATCH = 4;

	/** The name to show. */
	String name();

	/** Whether it is {@link #CPU}, in whatever way it keeps its graphs. */
	default boolean isCpu() {
		return false;
	}

	/** Whether it runs the fused operators of ONNX Runtime that only graphics processors have kernels for. */
	default boolean hasGpuKernels() {
		return false;
	}

	/** How many images of 512 x 512 pixels it runs in less time as one batch than one by one; 1 where batches gain nothing. */
	default int batch() {
		return hasGpuKernels() ? GPU_BATCH : 1;
	}

	/**
	 * Whether graphs run better here with {@link AttentionFusion}; not so where the provider fuses attention itself, or
	 * hands the fused operator to another one.
	 */
	default boolean fusesAttention() {
		return false;
	}

	/**
	 * Whether LoRAs are better added to the weights in each run than to what comes of them: so on graphics processors, which
	 * prepare no weights ahead, and where what goes through a weight is mostly larger than the weight.
	 */
	default boolean addsLorasToWeights() {
		return false;
	}

	/**
	 * The type that graphs are to compute in here: FLOAT16 for the network that runs in every step, FLOAT for all that are
	 * fp16, null for all as they are.
	 */
	default ElementType floats() {
		return null;
	}

	/** As {@link #floats()}, for the networks that run once: these stay as exact as they are. */
	default ElementType exactFloats() {
		return floats() == ElementType.FLOAT ? ElementType.FLOAT : null;
	}

	/** Whether a graph may be loaded here while another one runs: drivers of other devices are not known to permit that. */
	default boolean loadsBesideRuns() {
		return isCpu();
	}

	/**
	 * What graphs that are prepared for it depend on, besides the machine; null where they cannot be kept, since they hold
	 * what only this provider in this process knows.
	 */
	default String preparedFor() {
		return null;
	}

	/** What graphs that are kept for it are made into; read only where {@link #preparedFor()} says that they are. */
	default PreparedForm preparedForm() {
		return PreparedForm.OPTIMISED;
	}

	/** The same, but no graph that is prepared for it is kept, or taken from those that are. */
	default Provider withoutCache() {
		return new UnkeptProvider(this);
	}

	/**
	 * Asks for this provider.
	 *
	 * @throws OrtException if it cannot be had, with the reason
	 */
	void configure(SessionOptions options) throws OrtException;
}
