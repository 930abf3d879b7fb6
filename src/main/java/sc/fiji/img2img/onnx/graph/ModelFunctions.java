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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.graph.OnnxProto.FunctionProto;

/**
 * The functions that a model brings along, which ONNX Runtime puts in the place of the operations that call them.
 * <p>
 * They are never changed here, only checked. Not thread-safe.
 * </p>
 */
final class ModelFunctions {

	/** Modules call modules: no network is as deep. */
	private static final int MAX_DEPTH = 32;

	private static final long MAX_OPERATIONS = 1_000_000;

	private final Map<String, Graph> bodies = new LinkedHashMap<>();

	/** How many operations each function becomes. */
	private final Map<String, Long> sizes = new HashMap<>();

	/** Takes a function in, as a model's file has it. */
	void add(ByteBuffer message) {
		String name = "";
		String domain = "";
		ProtoReader reader = new ProtoReader(message);
		while (reader.next()) {
			if (reader.field() == FunctionProto.NAME) name = reader.string();
			if (reader.field() == FunctionProto.DOMAIN) domain = reader.string();
		}
		bodies.put(domain + "." + name, Graph.readFunction(message));
	}

	/**
	 * Checks the bodies, and that calls come to an end.
	 *
	 * @throws IllegalArgumentException if not; the message says what is wrong
	 */
	void check(GraphCheck check) {
		bodies.values().forEach(check::check);
		bodies.keySet().forEach(name -> size(name, 0));
	}

	/** The tensors in all bodies. */
	List<Weight> tensors() {
		List<Weight> tensors = new ArrayList<>();
		bodies.values().forEach(body -> tensors.addAll(body.tensors()));
		return tensors;
	}

	private long size(String name, int depth) {
		if (!bodies.containsKey(name)) return 1;
		if (sizes.containsKey(name)) return sizes.get(name);
		if (depth > MAX_DEPTH) throw new IllegalArgumentException("the function " + Excerpt.of(name) +
			" is called by itself, or by functions that are nested more than " + MAX_DEPTH + " deep");
		long size = size(bodies.get(name), depth);
		if (size > MAX_OPERATIONS) throw new IllegalArgumentException("the function " + Excerpt.of(name) +
			" becomes more than " + MAX_OPERATIONS + " operations, which no network has");
		sizes.put(name, size);
		return size;
	}

	private long size(Graph body, int depth) {
		long size = 0;
		for (Node node : body.nodes()) {
			size += size(node.domain() + "." + node.type(), depth + 1);
			for (Graph inner : node.graphs())
				size += size(inner, depth);
		}
		return size;
	}
}
