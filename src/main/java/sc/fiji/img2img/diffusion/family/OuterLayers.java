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
package sc.fiji.img2img.diffusion.family;

import java.io.IOException;

import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.DeviceMemory;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.network.SharedRows;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.rewrite.DeepLayers;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The outer layers of a UNet as a network of their own, read when it is first wanted; its weights are few. Not thread-safe.
 */
final class OuterLayers implements AutoCloseable {

	private final Component component;

	private final GraphRewrite standing;

	private final Provider provider;

	private final DeviceMemory memory;

	/** Null until they are wanted. */
	private RewritableSession session;

	/** Null until they are wanted. */
	private UnetGraph graph;

	/** @param standing what is done to the whole network after every other change */
	OuterLayers(Component component, GraphRewrite standing, Provider provider, DeviceMemory memory) {
		this.component = component;
		this.standing = standing;
		this.provider = provider;
		this.memory = memory;
	}

	/**
	 * Reads and cuts the network, unless that was done before.
	 *
	 * @throws IOException if it cannot be read, or has no deep layers
	 */
	void open(Cancellation cancellation) throws IOException {
		if (session != null) return;
		GraphRewrite cut = graph -> {
			DeepLayers.REMOVE.apply(graph);
			standing.apply(graph);
		};
		OnnxModel model = component.read(provider, false, cancellation);
		cut.apply(model);
		session = RewritableSession.open(model, cut, provider);
		graph = new UnetGraph(session, memory, SharedRows.isIn(model));
	}

	/** Has LoRAs take part, as in the whole network. */
	void use(LoraRewrite loras, Cancellation cancellation) throws IOException {
		session.use(loras.key(), loras, cancellation);
	}

	/** @param deep what the deep layers said of as many samples */
	Tensor ask(Tensor sample, double timestep, Conditions conditions, Tensor deep, RunControl control) {
		return graph.ask(sample, timestep, conditions.and(Conditions.of(DeepLayers.NAME, deep)), control);
	}

	int loads() {
		return session == null ? 0 : session.loads();
	}

	/** Frees what {@link #use} loaded. */
	void release() {
		if (session != null) session.release();
	}

	@Override
	public void close() {
		if (session != null) session.close();
	}
}
