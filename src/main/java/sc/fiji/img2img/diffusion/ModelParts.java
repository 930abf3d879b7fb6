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
package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.Ahead;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/**
 * The parts of a model, open: the way to latents is opened on a thread of its own where the provider permits, while the
 * others are read.
 * <p>
 * What is wrong with several is said of the first one, and messages come in the order of the parts, as if they were opened
 * one after the other. They belong to whoever opened them.
 * </p>
 */
final class ModelParts {

	private TextStack text;

	private LatentSpace latents;

	private DenoisingNetwork network;

	private ModelParts() {
		// NB: filled by open.
	}

	/**
	 * Opens them.
	 *
	 * @throws IOException if a file is missing, damaged or not what it should be; nothing stays loaded then
	 */
	static ModelParts open(Architecture architecture, Provider provider, RunControl control) throws IOException {
		ModelParts parts = new ModelParts();
		DeviceMemory memory = new DeviceMemory();
		Messages messages = new Messages();
		Ahead<LatentSpace> ahead = null;
		try {
			if (provider.loadsBesideRuns()) ahead = Ahead.begin("Img2Img opening", () -> architecture.openLatents(provider, memory,
				control.withListener(messages)));
			parts.text = architecture.openText(provider, control);
			control.check();
			if (ahead == null) ahead = Ahead.done(architecture.openLatents(provider, memory, control));
			messages.passOn(control);
			control.check();
			parts.openNetwork(architecture, provider, memory, control, ahead);
			parts.latents = ahead.get(control.cancellation());
			messages.passOn(control);
			control.check();
			return parts;
		}
		catch (IOException | RuntimeException e) {
			if (ahead != null) parts.latents = result(ahead);
			parts.close(e);
			throw e;
		}
	}

	TextStack text() {
		return text;
	}

	LatentSpace latents() {
		return latents;
	}

	DenoisingNetwork network() {
		return network;
	}

	/** Closes what is open of them, because of a fault. */
	void close(Exception cause) {
		for (AutoCloseable part : new AutoCloseable[] { text, latents, network }) {
			try {
				if (part != null) part.close();
			}
			catch (Exception e) {
				cause.addSuppressed(e);
			}
		}
	}

	// -- Helper methods --

	/** Opens the network; throws what is wrong with the latents, which come before it, rather than what is wrong with it. */
	private void openNetwork(Architecture architecture, Provider provider, DeviceMemory memory, RunControl control,
		Ahead<LatentSpace> before) throws IOException
	{
		try {
			network = architecture.openNetwork(provider, memory, control);
		}
		catch (IOException | RuntimeException e) {
			before.get(control.cancellation());
			throw e;
		}
	}

	/** What became of work, after its end; null if it failed. */
	private static LatentSpace result(Ahead<LatentSpace> ahead) {
		try {
			return ahead.get(new Cancellation());
		}
		catch (IOException | RuntimeException | Error e) {
			// NB: whoever wanted it has heard of that, or of something before.
			return null;
		}
	}

	/** Keeps what is said on one thread until it can be said on another. */
	private static final class Messages implements RunListener {

		private final List<Consumer<RunListener>> messages = new ArrayList<>();

		@Override
		public synchronized void stage(String message) {
			messages.add(listener -> listener.stage(message));
		}

		@Override
		public synchronized void note(String message) {
			messages.add(listener -> listener.note(message));
		}

		/** Says what was kept. */
		private synchronized void passOn(RunListener listener) {
			messages.forEach(message -> message.accept(listener));
			messages.clear();
		}
	}
}
