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
import java.util.function.UnaryOperator;

import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** A model's small decoder, loaded when it is first needed. Whoever made it closes it. Not thread-safe. */
final class LazyDecoder implements AutoCloseable {

	/** The most elements of a latent that a preview is decoded of. */
	private static final int PREVIEWED = 128 * 128;

	private final Architecture architecture;

	private final Provider provider;

	/** Null before the first use. */
	private SmallDecoder decoder;

	/** Whether it failed in a preview, so that it is not asked for one again. */
	private boolean failed;

	LazyDecoder(Architecture architecture, Provider provider) {
		this.architecture = architecture;
		this.provider = provider;
	}

	/** Whether there is one. */
	boolean exists() {
		return decoder != null || architecture.smallDecoder().isPresent();
	}

	/**
	 * The decoder.
	 *
	 * @throws IOException if there is none, or it cannot be loaded
	 */
	SmallDecoder open(RunControl control) throws IOException {
		if (decoder == null) decoder = architecture.openSmallDecoder(provider, control);
		return decoder;
	}

	/**
	 * A picture of a latent, in place of a cheaper one: of that where the latent is large, or the decoder fails.
	 *
	 * @param cheap makes the other one
	 */
	Tensor preview(Tensor latent, UnaryOperator<Tensor> cheap, RunControl control) {
		if (failed || (long) latent.dim(2) * latent.dim(3) > PREVIEWED) return cheap.apply(latent);
		try {
			return open(control).decode(latent, false, control);
		}
		catch (IOException | InferenceException e) {
			failed = true;
			control.note("Previews are made without the small decoder: " + e.getMessage());
			return cheap.apply(latent);
		}
	}

	@Override
	public void close() {
		if (decoder != null) decoder.close();
		decoder = null;
	}
}
