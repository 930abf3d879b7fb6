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

import sc.fiji.img2img.run.RunControl;

/**
 * What the memory of the device did not suffice for since a model was loaded there, which is not tried again.
 * <p>
 * The networks of a model share one. That a model has moved to another device for want of memory is no matter here, since it
 * is loaded anew there. Not thread-safe.
 * </p>
 */
public final class DeviceMemory {

	/**
	 * All by measurement: a guidance pair of Stable Diffusion 1.5's size at 512 x 512 pixels takes 1.008 times as long in two
	 * calls as in one on a CPU of two threads (StepBenchmark), the least that a device can gain. It is not measured anew
	 * in each run, since the two ways round differently, and a picture should not depend on how busy a machine was.
	 */
	private int rows = Integer.MAX_VALUE;

	private boolean wholeImages = true;

	/** How many rows of a batch are given to the denoising network at once, at most. */
	public int rows() {
		return rows;
	}

	/** Whether images that are to go through the autoencoder as a whole do. */
	public boolean takesWholeImages() {
		return wholeImages;
	}

	/** So many rows were too many, more than one: half of them are tried from now on. */
	public void refuseRows(int failed, RunControl control) {
		rows = (failed + 1) / 2;
		control.note("The device's memory does not suffice for " + failed + " rows of the batch; continuing with " + rows +
			" at a time");
	}

	/** An image was too large: all that can be divided go in tiles from now on. */
	public void refuseWholeImages(RunControl control) {
		wholeImages = false;
		control.note("The device's memory does not suffice for the whole image; the VAE continues in tiles");
	}
}
