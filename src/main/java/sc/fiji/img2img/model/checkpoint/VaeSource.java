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
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an autoencoder of its own comes from: a file, a folder, a model that has one, or the two halves of a TAESD. */
final class VaeSource {

	private static final String ENCODER = "encoder";

	private static final String DECODER = "decoder";

	private VaeSource() {
		// NB: one look.
	}

	/**
	 * Looks at a place.
	 *
	 * @throws IOException if there is no checkpoint there
	 */
	static Layout layout(Path path) throws IOException {
		Layout layout = Layout.of(path);
		Part part = layout.parts().get(Role.VAE);
		if (part == null || !part.isTiny()) return layout;
		boolean encodes = part.weights().hasModule(ENCODER);
		if (encodes && part.weights().hasModule(DECODER)) return layout;
		String name = path.getFileName().toString();
		Path other = path.resolveSibling(encodes ? name.replace(ENCODER, DECODER) : name.replace(DECODER, ENCODER));
		if (!other.equals(path) && Files.isRegularFile(other)) return Layout.of(path, other);
		throw new IOException(path + " is only the " + (encodes ? ENCODER : DECODER) + " of a TAESD; its other half, " + other
			.getFileName() + ", should lie beside it.");
	}

	/**
	 * The autoencoder there.
	 *
	 * @throws IOException if there is none
	 */
	static Part part(Layout layout) throws IOException {
		Part part = layout.parts().get(Role.VAE);
		if (part != null) return part;
		OtherModel.refuse(layout.path(), layout.tensors().keySet());
		throw new IOException("There is no VAE in " + layout.path() + ".");
	}
}
