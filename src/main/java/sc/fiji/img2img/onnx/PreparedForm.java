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

import java.nio.file.Path;

import sc.fiji.img2img.onnx.graph.OnnxModel;

/** What a graph that is kept for the next start was made into. */
public enum PreparedForm {

	/** ONNX Runtime has optimised it, and packed its weights for kernels of its own. */
	OPTIMISED {

		/** The bytes of the largest vector that a processor takes at once. */
		private static final long ALIGNMENT = 64;

		/** Smaller weights lie in the graph. NB: so does text encoders' mask of 77 x 77 floats; what comes behind it would not be aligned. */
		private static final String LEAST_MAPPED_BYTES = "32768";

		@Override
		void write(SessionOptions options, Path folder) throws OrtException {
			options.setOptimizedModelFilePath(folder.resolve(PreparedGraph.GRAPH).toString());
			options.addConfigEntry("session.optimized_model_external_initializers_file_name", PreparedGraph.WEIGHTS);
			options.addConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", LEAST_MAPPED_BYTES);
			options.addConfigEntry("session.save_external_prepacked_constant_initializers", "1");
		}

		@Override
		void read(SessionOptions options) throws OrtException {
			options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
		}

		@Override
		boolean isFit(OnnxModel graph) {
			// NB: kernels read what is packed for them in whole vectors; from elsewhere that ends the program by a signal.
			return graph.isAligned(ALIGNMENT);
		}

		@Override
		boolean takesChanges() {
			return true;
		}
	},

	/**
	 * Its provider has compiled it, all or part: there are nodes in the place of what it was that name a file, which only
	 * that provider reads. What is left of the graph, if anything, is as it was.
	 */
	COMPILED {

		@Override
		void write(SessionOptions options, Path folder) throws OrtException {
			options.addConfigEntry("ep.context_enable", "1");
			// NB: a graph of more than 2 GB cannot be read, and one in a file of its own is mapped into memory.
			options.addConfigEntry("ep.context_embed_mode", "0");
			options.addConfigEntry("ep.context_file_path", folder.resolve(PreparedGraph.GRAPH).toString());
			options.addConfigEntry("ep.context_model_external_initializers_file_name", PreparedGraph.WEIGHTS);
		}

		@Override
		void read(SessionOptions options) {
			// NB: as the provider itself asks for.
		}

		@Override
		boolean isFit(OnnxModel graph) {
			return graph.graph().nodes().stream().anyMatch(node -> node.type().equals("EPContext"));
		}

		@Override
		boolean takesChanges() {
			return false;
		}
	};

	/** Has a session write it while it is made: the graph as {@link PreparedGraph#GRAPH}, and other files beside that. */
	abstract void write(SessionOptions options, Path folder) throws OrtException;

	/** Has a session take it as it is. */
	abstract void read(SessionOptions options) throws OrtException;

	/** Whether what was written can be used. */
	abstract boolean isFit(OnnxModel graph);

	/** Whether changes can be made to it, in the place of the graph that it was made of. */
	abstract boolean takesChanges();
}
