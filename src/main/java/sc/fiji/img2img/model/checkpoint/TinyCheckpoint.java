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
package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.img2img.network.Form;
import sc.fiji.img2img.network.TinyAutoencoder;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/** A small autoencoder that lies by itself, of which only the decoder is looked at. Immutable and thread-safe. */
public final class TinyCheckpoint {

	private final Path place;

	private final Part part;

	private TinyCheckpoint(Path place, Part part) {
		this.place = place;
		this.part = part;
	}

	/**
	 * Looks at a file, or at a folder in diffusers' layout.
	 *
	 * @throws IOException if it has no decoder of that kind; the message says what it is instead
	 */
	public static TinyCheckpoint open(Path place) throws IOException {
		Part part = VaeSource.part(Layout.of(place));
		if (!part.isTiny() || !part.weights().hasModule("decoder")) throw new IOException(place +
			" has no decoder of a small VAE, as its name says; put a TAESD there.");
		int channels = VaeShapes.latent(part);
		if (channels != Checkpoint.LATENT) throw new IOException("The small VAE in " + place + " takes latents of " + channels +
			" channels, as other families have them, where Stable Diffusion has " + Checkpoint.LATENT + ".");
		return new TinyCheckpoint(place, part);
	}

	/** How many bytes its weights take in its files. */
	public long bytes() {
		return part.weights().bytes();
	}

	/**
	 * Builds the decoder.
	 *
	 * @throws IOException if tensors are missing or have other shapes
	 */
	public OnnxModel buildDecoder(Form form) throws IOException {
		return TinyAutoencoder.decoder(part.weights().files().get(0), Checkpoint.LATENT, part.weights(), form);
	}

	@Override
	public String toString() {
		return place.toString();
	}
}
