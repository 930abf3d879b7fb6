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
package sc.fiji.img2img.text;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A CLIP text encoder with its tokenizer.
 * <p>
 * Whoever opens one closes it.
 * </p>
 */
public final class TextEncoder implements AutoCloseable {

	private static final String INPUT_IDS = "input_ids";
	private static final String ATTENTION_MASK = "attention_mask";

	private static final Set<String> RESHAPING = Set.of("Cast", "Reshape", "Identity", "Flatten", "Squeeze", "Unsqueeze");

	private final ClipTokenizer tokenizer;

	private final RewritableSession session;

	/** The number of tokens that the graph has embeddings for. */
	private final long embeddings;

	private TextEncoder(ClipTokenizer tokenizer, RewritableSession session, long embeddings) {
		this.tokenizer = tokenizer;
		this.session = session;
		this.embeddings = embeddings;
	}

	/**
	 * Prepares an encoder, which is loaded by {@link #use}.
	 *
	 * @param model its graph
	 * @param words its tokenizer
	 * @throws IOException if the graph is no text encoder or cannot be loaded, or the tokenizer belongs to another one
	 */
	public static TextEncoder open(OnnxModel model, ClipTokenizer words, Provider provider) throws IOException {
		if (model.graph().input(INPUT_IDS) == null) throw new IOException(model.file() +
			" is not a text encoder: it should have the input " + INPUT_IDS + ", but has " + ValueInfo.list(model
				.graph().inputs()) + ".");
		GraphRewrite.DROP_DEAD_INPUTS.apply(model);
		long embeddings = embeddings(model.graph());
		try {
			check(embeddings, words.bos(), words.eos(), words.pad());
		}
		catch (IllegalArgumentException e) {
			throw new IOException("The tokenizer in " + words + " does not belong to " + model.file() + ": " + e
				.getMessage(), e);
		}
		return new TextEncoder(words, RewritableSession.open(model, GraphRewrite.DROP_DEAD_INPUTS, provider), embeddings);
	}

	/**
	 * Has a change of the graph, as LoRAs make, take part in what follows.
	 *
	 * @param key the same text for the same change; empty for none
	 * @throws IOException if the graph cannot be changed or loaded
	 */
	public void use(String key, GraphRewrite change, Cancellation cancellation) throws IOException {
		session.use(key, change, cancellation);
	}

	/** Whether it is loaded with that change. */
	public boolean isLoaded(String key) {
		return session.isLoaded(key);
	}

	/** How often a graph was loaded. */
	public int loads() {
		return session.loads();
	}

	/** The tokenizer that makes the ids which this encoder understands. */
	public ClipTokenizer tokenizer() {
		return tokenizer;
	}

	/**
	 * Encodes one sequence.
	 *
	 * @param ids the tokens, special ones and padding included
	 * @param weights the inputs that the change in use adds, of one row each
	 * @return the graph's outputs by name, each with one row
	 * @throws IllegalArgumentException if the graph has no embedding for one of the tokens
	 */
	public Map<String, Tensor> encode(int[] ids, Map<String, Tensor> weights, Cancellation cancellation) {
		check(embeddings, ids);
		float[] values = new float[ids.length];
		for (int i = 0; i < ids.length; i++)
			values[i] = ids[i];
		float[] ones = new float[ids.length];
		Arrays.fill(ones, 1);
		Map<String, Tensor> feeds = new LinkedHashMap<>(weights);
		feeds.put(INPUT_IDS, Tensor.of(values, 1, ids.length));
		feeds.put(ATTENTION_MASK, Tensor.of(ones, 1, ids.length));
		return session.run(feeds, cancellation);
	}

	/** Frees the network, which {@link #use} loads again. */
	public void release() {
		session.release();
	}

	/** The bytes of its weights. */
	public long bytes() {
		return session.bytes();
	}

	@Override
	public void close() {
		session.close();
	}

	// -- Helper methods --

	/** NB: not every provider checks the bounds of its look-ups. */
	private static void check(long embeddings, int... ids) {
		for (int id : ids)
			if (id >= embeddings) throw new IllegalArgumentException("it has a token of id " + id +
				", but the text encoder knows only the ids below " + embeddings + ".");
	}

	/** The rows of the table that the tokens are looked up in; without end if there is no such table. */
	private static long embeddings(Graph graph) {
		Set<String> ids = new HashSet<>(Set.of(INPUT_IDS));
		long least = Long.MAX_VALUE;
		for (Node node : graph.nodes()) {
			// NB: exporters put changes of the ids' type and shape before the look-up.
			if (RESHAPING.contains(node.type()) && ids.contains(node.input(0))) ids.addAll(node.outputs());
			if (!node.type().equals("Gather") || !ids.contains(node.input(1))) continue;
			Weight table = graph.weights().get(node.input(0));
			if (table != null && table.shape().length > 0) least = Math.min(least, table.shape()[0]);
		}
		return least;
	}
}
