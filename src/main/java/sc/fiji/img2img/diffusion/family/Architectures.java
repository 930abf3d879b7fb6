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
import java.util.List;

import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.model.Model;

/** The families that can be run: here, and only here, a new one is entered. */
public final class Architectures {

	private static final List<Family> FAMILIES = List.of(DiffusionTransformer::of, StableDiffusion::of, StableDiffusionXl::of,
		StableDiffusionXlRefiner::of);

	private Architectures() {
		// NB: a list.
	}

	/**
	 * A model as its family knows it.
	 *
	 * @throws IOException if it is of none that can be run, or lacks something; the message says why
	 */
	public static Architecture of(Model model) throws IOException {
		for (Family family : FAMILIES) {
			Architecture architecture = family.of(model);
			if (architecture != null) return architecture;
		}
		UnetArchitecture.require(model);
		throw new IOException(model.path() + " is not a model directory: it has no folder " + Model.TEXT_ENCODER +
			".");
	}

	/** A family: takes a model, refuses it, or returns null for one that is of another family. */
	@FunctionalInterface
	private interface Family {

		Architecture of(Model model) throws IOException;
	}
}
