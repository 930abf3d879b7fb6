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
package sc.fiji.img2img.onnx.graph;

import java.io.IOException;

/** Where weights go when they get another type. */
public interface WeightStore {

	/** Tensors of fewer elements stay in the graph. */
	int SMALL = 1024;

	/** Keeps them in memory; for small graphs. */
	WeightStore MEMORY = new WeightStore() {

		@Override
		public Weight store(OnnxModel model, Weight weight, String name, ElementType type) throws IOException {
			double[] values = model.values(weight);
			// NB: shapes are inferred from small ones, which must stand in the graph for that.
			return values.length < SMALL ? Weight.of(name, type, weight.shape(), values) : Weight.supplied(name, type, weight
				.shape(), values);
		}

		@Override
		public Weight keep(OnnxModel model, Weight weight) {
			return weight;
		}
	};

	/**
	 * A weight in a type, maybe its own.
	 *
	 * @param name the new weight's
	 * @param type FLOAT or FLOAT16
	 * @throws IOException if it cannot be read or written
	 */
	Weight store(OnnxModel model, Weight weight, String name, ElementType type) throws IOException;

	/** A weight as it is, for a model that may be loaded from another place. */
	Weight keep(OnnxModel model, Weight weight) throws IOException;
}
