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
package sc.fiji.img2img.model;

import java.io.IOException;

import sc.fiji.img2img.network.Form;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.WeightStore;
import sc.fiji.img2img.onnx.rewrite.FloatTypeChange;
import sc.fiji.img2img.run.Cancellation;

/** A network that is built from a checkpoint's weights. Immutable. */
final class CheckpointComponent implements Component {

	private static final String STATES = "hidden_states.";

	private final Building building;

	CheckpointComponent(Building building) {
		this.building = building;
	}

	@Override
	public OnnxModel read(Cancellation cancellation) throws IOException {
		return building.build(Form.PLAIN);
	}

	@Override
	public OnnxModel read(Provider provider, boolean exact, Cancellation cancellation) throws IOException {
		ElementType floats = exact ? provider.exactFloats() : provider.floats();
		return build(Form.of(provider), floats).madeBy(again -> build(Form.of(provider), floats));
	}

	/** NB: what is odd inside is cropped there, as torch does. */
	@Override
	public int downsampling(OnnxModel model) {
		return 1;
	}

	/** NB: checkpoints state nothing but weights. */
	@Override
	public int sampleSize() {
		return 0;
	}

	@Override
	public int penultimateHiddenState(Graph graph) {
		return graph.outputs().stream().map(ValueInfo::name).filter(name -> name.startsWith(STATES)).mapToInt(name -> Integer
			.parseInt(name.substring(STATES.length()))).findFirst().orElse(-1);
	}

	private OnnxModel build(Form form, ElementType floats) throws IOException {
		OnnxModel model = building.build(form);
		// NB: all weights are brought into 32 bits in the graph itself.
		if (floats == ElementType.FLOAT16) new FloatTypeChange(floats, WeightStore.MEMORY).apply(model);
		return model;
	}

	/** Builds the graph. */
	@FunctionalInterface
	interface Building {

		OnnxModel build(Form form) throws IOException;
	}
}
