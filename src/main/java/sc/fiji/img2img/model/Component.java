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
import java.nio.file.Path;

import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;

/** One network of a model, wherever its graph comes from. Immutable. */
public interface Component {

	/** No network of this kind halves its input more often. */
	int MAX_HALVINGS = 6;

	/**
	 * The network in a folder with an ONNX file.
	 *
	 * @throws IOException if it has none, or several of which none is called model.onnx
	 */
	static Component of(Path folder) throws IOException {
		return OnnxComponent.of(folder);
	}

	/** As {@link #read(Cancellation)}, to the end. */
	default OnnxModel read() throws IOException {
		return read(new Cancellation());
	}

	/**
	 * The graph; each call gives a new one, to be changed at will.
	 *
	 * @param cancellation ends that early; so is what is done to the graph afterwards
	 * @throws IOException if the network is incomplete or damaged
	 */
	OnnxModel read(Cancellation cancellation) throws IOException;

	/**
	 * The graph as a provider runs it, in the floating-point type that it is fast with.
	 *
	 * @param exact whether it stays as exact as it is, where the provider has a choice
	 * @see #read(Cancellation)
	 */
	OnnxModel read(Provider provider, boolean exact, Cancellation cancellation) throws IOException;

	/** Whether the CPU has it at once: it is small, or its copy is in the cache directory. */
	boolean isAtHand() throws IOException;

	/**
	 * The number that the height and the width of what goes in must be divisible by.
	 *
	 * @param model the graph of this component
	 */
	int downsampling(OnnxModel model) throws IOException;

	/** The edge of the samples that the network was trained with; 0 if that is not stated. */
	int sampleSize() throws IOException;

	/**
	 * The index in the graph's list of hidden states of the one before the last layer's, as SDXL reads it; -1 if it is not
	 * among them.
	 */
	int penultimateHiddenState(Graph graph) throws IOException;

	/** What {@link #sampleSize} is by a network's configuration. */
	static int sampleSize(JsonFile config) throws IOException {
		String key = "sample_size";
		return config.has(key) && config.json().get(key).isJsonPrimitive() ? (int) config.number(key, 0) : 0;
	}

	/**
	 * How often the graph halves its input's height and width on the way down.
	 *
	 * @param model the graph of this component
	 * @throws IOException if it does more often than any network of this kind
	 */
	static int halvings(OnnxModel model) throws IOException {
		int count = 0;
		for (Node node : model.graph().nodes()) {
			long[] strides = node.integers("strides");
			if (node.type().contains("Conv") && !node.type().contains("Transpose") && strides.length == 2 && strides[0] == 2)
				count++;
		}
		if (count > MAX_HALVINGS) throw new IOException("The graph in " + model.file() + " halves its input " + count +
			" times, where at most " + MAX_HALVINGS + " times is possible; the file is damaged, or no network of a diffusion model.");
		return count;
	}

	/**
	 * How many channels the graph's image or latent has, which files are told apart by when they were mixed up.
	 *
	 * @param model the graph of this component
	 * @param input one of its inputs
	 * @return -1 if neither the input's shape nor the first convolution's weight says it
	 */
	static int channels(OnnxModel model, ValueInfo input) {
		if (input.dim(1) > 0) return (int) input.dim(1);
		for (Node node : model.graph().nodes()) {
			Weight weight = node.type().equals("Conv") ? model.graph().weights().get(node.input(1)) : null;
			if (weight != null && weight.shape().length == 4) return (int) weight.shape()[1];
		}
		return -1;
	}
}
