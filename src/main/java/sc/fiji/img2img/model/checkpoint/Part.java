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

import sc.fiji.img2img.io.JsonFile;

/** A network that a checkpoint has: its tensors, and its configuration where there is one. Immutable. */
final class Part {

	/** Those of all published models. */
	private static final int GROUPS = 32;

	private final PartWeights weights;

	private final JsonFile config;

	private final boolean openClip;

	Part(PartWeights weights, JsonFile config, boolean openClip) {
		this.weights = weights;
		this.config = config;
		this.openClip = openClip;
	}

	/** The tensors by diffusers' names. */
	PartWeights weights() {
		return weights;
	}

	/** What its config.json says; empty where there is none. */
	JsonFile config() {
		return config;
	}

	/**
	 * How many groups its normalisations have, which the shapes of tensors do not tell.
	 *
	 * @param channels of its levels
	 * @throws IOException if they cannot be divided into as many groups
	 */
	int groups(int... channels) throws IOException {
		int groups = (int) config.number("norm_num_groups", GROUPS);
		for (int level : channels)
			if (groups < 1 || level % groups != 0) throw new IOException("The " + weights.title() + " in " + weights.source() +
				" has a level of " + level + " channels, which cannot be divided into the " + groups +
				" groups of its normalisations; where a model has another number of groups, only a folder with its config.json tells.");
		return groups;
	}

	/** Whether it is an autoencoder of the small kind. */
	boolean isTiny() {
		return weights.hasModule("decoder.layers") || weights.hasModule("encoder.layers");
	}

	/** Whether it is a text encoder in OpenCLIP's own names, of which more layers are there than are read. */
	boolean isOpenClip() {
		return openClip;
	}
}
