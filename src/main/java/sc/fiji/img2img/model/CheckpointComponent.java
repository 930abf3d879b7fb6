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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.network.Form;
import sc.fiji.img2img.onnx.ConvertedModel;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.WeightStore;
import sc.fiji.img2img.onnx.rewrite.FloatTypeChange;
import sc.fiji.img2img.run.Cancellation;

/**
 * A network that is built from a checkpoint's weights. Immutable.
 * <p>
 * To be run, small weights are kept in memory, and of large ones there is a copy in the cache directory.
 * </p>
 */
final class CheckpointComponent implements Component {

	private static final String STATES = "hidden_states.";

	private final Path[] places;

	private final String network;

	private final Building building;

	private final JsonFile config;

	private final long bytes;

	/**
	 * A network.
	 *
	 * @param network which one of the model
	 * @param config its configuration; empty where there is none, as with single files
	 * @param bytes of its weights
	 * @param places the files and folders that the model is in
	 */
	CheckpointComponent(String network, Building building, JsonFile config, long bytes, Path... places) {
		this.network = network;
		this.building = building;
		this.config = config;
		this.bytes = bytes;
		this.places = places;
	}

	@Override
	public OnnxModel read(Cancellation cancellation) throws IOException {
		return build(Form.PLAIN, cancellation);
	}

	@Override
	public OnnxModel read(Provider provider, boolean exact, Cancellation cancellation) throws IOException {
		Form form = Form.of(provider);
		// NB: the graph itself brings all weights into 32 bits.
		boolean half = (exact ? provider.exactFloats() : provider.floats()) == ElementType.FLOAT16;
		if (bytes > NetworkCopies.SMALL) return copy(form, half, cancellation);
		return held(form, half, cancellation).madeBy(again -> held(form, half, again));
	}

	@Override
	public boolean isAtHand() throws IOException {
		return bytes <= NetworkCopies.SMALL || Fingerprint.isKnown(List.of(places)) && Files.isDirectory(folder(Form.of(
			Provider.CPU), ElementType.FLOAT));
	}

	/** NB: what is odd inside is cropped there, as torch does. */
	@Override
	public int downsampling(OnnxModel model) {
		return 1;
	}

	@Override
	public int sampleSize() throws IOException {
		return Component.sampleSize(config);
	}

	@Override
	public int penultimateHiddenState(Graph graph) {
		return graph.outputs().stream().map(ValueInfo::name).filter(name -> name.startsWith(STATES)).mapToInt(name -> Integer
			.parseInt(name.substring(STATES.length()))).findFirst().orElse(-1);
	}

	// -- Helper methods --

	private OnnxModel build(Form form, Cancellation cancellation) throws IOException {
		return building.build(form).cancelledBy(cancellation);
	}

	private OnnxModel held(Form form, boolean half, Cancellation cancellation) throws IOException {
		OnnxModel model = build(form, cancellation).inHeap();
		if (half) new FloatTypeChange(ElementType.FLOAT16, WeightStore.MEMORY).apply(model);
		return model;
	}

	private OnnxModel copy(Form form, boolean half, Cancellation cancellation) throws IOException {
		ModelFiles files = ModelFiles.of(places);
		// NB: weights in 16 bits would be brought into 32 in memory while the graph is loaded, all at once.
		ElementType type = half ? ElementType.FLOAT16 : ElementType.FLOAT;
		return ConvertedModel.open(folder(form, type), (scratch, reading) -> build(form, reading), type, files::haveChanged,
			cancellation);
	}

	/** The folder of its copy. */
	private Path folder(Form form, ElementType type) throws IOException {
		return NetworkCopies.folder(places[0], network + form + type, Fingerprint.of(List.of(places)));
	}

	/** Builds the graph. */
	@FunctionalInterface
	interface Building {

		OnnxModel build(Form form) throws IOException;
	}
}
