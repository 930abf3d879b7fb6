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
package sc.fiji.img2img.grid;

import java.util.function.Supplier;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Hears how a grid gets on.
 * <p>
 * Called on the thread that runs; what a listener does delays the run.
 * </p>
 */
public interface GridListener {

	/** Hears nothing. */
	GridListener NONE = new GridListener() {};

	/**
	 * Something begins.
	 *
	 * @param message for the user: "cell 3 of 28: Decoding the image"
	 */
	default void stage(String message) {}

	/**
	 * Something is done otherwise than was asked for.
	 *
	 * @param message as in {@link sc.fiji.img2img.run.RunListener#note}
	 */
	default void note(String message) {
		stage(message);
	}

	/**
	 * A denoising step is done.
	 *
	 * @param message for the user: "cell 3 of 28, step 7 of 18, 10 min left"
	 * @param done how many of the steps of all cells are done
	 * @param total how many there are
	 * @param preview a small picture of the cell's latent, as in {@link sc.fiji.img2img.run.RunListener#step}
	 */
	default void step(String message, int done, int total, Supplier<Tensor> preview) {}

	/**
	 * A cell is done.
	 *
	 * @param cell the cell
	 * @param soFar all that are done, this one included; not to be kept
	 */
	default void cell(GridCell cell, GridResult soFar) {}
}
