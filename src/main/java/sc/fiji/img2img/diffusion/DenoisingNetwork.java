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
import sc.fiji.img2img.run.RunControl;

/**
 * The network that is asked in each step, and what has to be known before it is asked.
 * <p>
 * Whoever opens one closes it. Not thread-safe.
 * </p>
 */
public interface DenoisingNetwork extends Predictor, AutoCloseable {

	/**
	 * How many channels go in: as many as the latents have, or twice as many and 1, where a mask and the latent of the image
	 * with its hole follow them, as in inpainting models.
	 */
	int channels();

	/** The sizes of latents that go in. */
	SizeRule sizes();

	/** The edge of the latents that it was trained with; 0 if it is not known. */
	default int trainedEdge() {
		return 0;
	}

	/** Whether it was trained to give guided answers by itself, so that it is not asked about a negative prompt. */
	default boolean takesGuidance() {
		return false;
	}

	/**
	 * The conditions in the form that it takes.
	 *
	 * @param conditions as the family's {@link TextStack} gives them
	 * @param guidance for networks that take it as a number
	 * @throws IllegalArgumentException if it cannot take them; the message says why
	 */
	default Conditions fit(Conditions conditions, Guidance guidance) {
		return conditions;
	}

	/**
	 * Has LoRAs take part in what follows, in the place of those before; loads what has to be loaded for that.
	 *
	 * @param images how many images are in the batch
	 * @return the weights of the LoRAs as conditions, a row for each image
	 * @throws IOException if a LoRA cannot be read, or the network cannot be loaded with it
	 */
	Conditions use(List<Lora> loras, int images, RunControl control) throws IOException;

	/**
	 * As {@link #use}, but tells only what has to be loaded, and leaves that to whoever calls what is returned, on any thread.
	 * Meanwhile its sizes, its channels and how it takes conditions may be asked for.
	 *
	 * @param layered whether its {@link #layers} are to be asked, too
	 * @throws IOException as {@link #use}, or if that is wanted and not possible
	 */
	default Loading prepare(List<Lora> loras, int images, boolean layered, RunControl control) throws IOException {
		Conditions weights = use(loras, images, control);
		return () -> weights;
	}

	/** The network as one whose layers can be asked apart from each other; null where they cannot. */
	default LayeredPredictor layers() {
		return null;
	}

	/** Frees what {@link #use} loaded; it is loaded again when it is used again. */
	default void release() {
		// NB: small ones need not be freed.
	}

	/** The bytes of the network's weights; 0 where they do not matter. */
	default long bytes() {
		return 0;
	}

	/** How often networks were loaded. */
	int loads();

	@Override
	void close();

	/** What takes long of {@link DenoisingNetwork#use}. */
	@FunctionalInterface
	interface Loading {

		Conditions load() throws IOException;
	}
}
