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
import java.util.List;

import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.run.Ahead;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;

/**
 * Loads the denoising network with LoRAs, on a thread of its own where the provider permits, so that prompts and images are
 * encoded meanwhile.
 * <p>
 * One load at a time: one whose run was cancelled goes on, and the next waits for it. Not thread-safe.
 * </p>
 */
final class NetworkLoading implements AutoCloseable {

	private final DenoisingNetwork network;

	private final boolean beside;

	private Ahead<Conditions> last = Ahead.done(Conditions.NONE);

	/**
	 * A way of loading.
	 *
	 * @param network closed with this
	 * @param beside whether it may be loaded while other networks run
	 */
	NetworkLoading(DenoisingNetwork network, boolean beside) {
		this.network = network;
		this.beside = beside;
	}

	/**
	 * Begins; until {@link #end} the network answers what it was like before it was loaded, and nothing else.
	 *
	 * @see DenoisingNetwork#prepare
	 */
	void begin(List<Lora> loras, int images, boolean layered, RunControl control) throws IOException {
		last.await(control.cancellation());
		DenoisingNetwork.Loading loading = network.prepare(loras, images, layered, control);
		last = beside ? Ahead.begin("Img2Img loading", loading::load) : Ahead.done(loading.load());
	}

	/** Returns if nothing has gone wrong so far; throws as {@link #end} otherwise. */
	void check(Cancellation cancellation) throws IOException {
		if (last.hasFailed()) end(cancellation);
	}

	/** Whether {@link #end} would wait. */
	boolean isGoingOn() {
		return !last.isDone();
	}

	/** Returns the weights of the LoRAs once the network is loaded; throws what went wrong, or when it is cancelled. */
	Conditions end(Cancellation cancellation) throws IOException {
		return last.get(cancellation);
	}

	@Override
	public void close() {
		last.await(new Cancellation());
		network.close();
	}
}
