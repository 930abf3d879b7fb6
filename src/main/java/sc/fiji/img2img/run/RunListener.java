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
package sc.fiji.img2img.run;

import java.util.function.Supplier;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Hears how a run gets on.
 * <p>
 * Called on the thread that runs; what a listener does delays the run.
 * </p>
 */
public interface RunListener {

	/** Hears nothing. */
	RunListener NONE = new RunListener() {};

	/**
	 * A new stage begins.
	 *
	 * @param message what is being done, for the user: "Encoding the image"
	 */
	default void stage(String message) {}

	/**
	 * Something is done otherwise than was asked for, such as in smaller pieces or on another device.
	 *
	 * @param message what, and why, for the user; worth being kept where a stage is not
	 */
	default void note(String message) {
		stage(message);
	}

	/**
	 * A part of what is being done is done: a tile, or a window, of a large image.
	 *
	 * @param done how many are done, 1 to {@code total}
	 * @param total how many there are
	 */
	default void part(int done, int total) {}

	/**
	 * A denoising step is done.
	 *
	 * @param done how many are done, 1 to {@code total}
	 * @param total how many there are
	 * @param secondsLeft an estimate for the remaining ones
	 * @param preview computes, if asked, a picture of the latent as it would look if decoded: RGB,
	 *          [1, 3, height, width] of the latent's size or the image's, values in about -1 to 1
	 */
	default void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {}
}
