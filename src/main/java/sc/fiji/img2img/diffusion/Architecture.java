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
import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.img2img.lora.LoraTarget;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;

/**
 * A model as its family knows it: all that the loop of latent diffusion does not know by itself.
 * <p>
 * A family is one class that implements this; what it opens are {@link TextStack}, {@link LatentSpace} and
 * {@link DenoisingNetwork}, which belong together and to whoever opened them. Its text is the model's name and, in brackets,
 * the family's, as users read it in messages. Nothing is loaded before it is opened. Immutable and thread-safe.
 * </p>
 */
public interface Architecture {

	/**
	 * Opens what makes conditions of prompts.
	 *
	 * @param provider what is to run its networks
	 * @throws IOException if a file is missing, damaged or not what it should be; nothing stays loaded then
	 */
	TextStack openText(Provider provider, RunControl control) throws IOException;

	/**
	 * Opens the way from images to latents and back, as {@link #openText}.
	 *
	 * @param memory is asked, and told, how much the device can take at once
	 */
	LatentSpace openLatents(Provider provider, DeviceMemory memory, RunControl control) throws IOException;

	/** Opens the network that is asked in each step, as {@link #openLatents}. */
	DenoisingNetwork openNetwork(Provider provider, DeviceMemory memory, RunControl control) throws IOException;

	/** The file or folder of a small decoder for the model; empty if there is none here. */
	default Optional<Path> smallDecoder() {
		return Optional.empty();
	}

	/**
	 * Opens a small decoder, as {@link #openText}.
	 *
	 * @throws IOException if there is none, or it cannot be loaded; the message says which file would be one, and where
	 */
	default SmallDecoder openSmallDecoder(Provider provider, RunControl control) throws IOException {
		throw new IOException("decoder is tiny, but none is known for the model " + this + "; choose auto.");
	}

	/** How the model's steps are scheduled. */
	SchedulerChoice schedulers();

	/** The model as LoRAs see it. */
	LoraTarget loras();
}
