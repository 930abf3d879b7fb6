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
package sc.fiji.img2img.tensor;

import net.imglib2.Interval;
import net.imglib2.blocks.SubArrayCopy;
import net.imglib2.util.Intervals;

/** Collects the parts of an image. Not thread-safe. */
public final class WholeImage implements ImageSink {

	private final int width;

	private final int height;

	/** Null before the first part. */
	private Tensor tensor;

	/** The pixels that are there. */
	private long collected;

	private WholeImage(int width, int height) {
		this.width = width;
		this.height = height;
	}

	/** An image of a size in pixels, of which nothing is there yet. */
	public static WholeImage of(int width, int height) {
		return new WholeImage(width, height);
	}

	@Override
	public void accept(Tensor image, Interval part) {
		if (tensor == null) tensor = Tensor.of(new float[image.dim(1) * height * width], 1, image.dim(1), height, width);
		SubArrayCopy.copy(image.data(), sizes(image), new int[4], tensor.data(), sizes(tensor), new int[] { (int) part.min(0),
			(int) part.min(1), 0, 0 }, sizes(image));
		collected += Intervals.numElements(part);
	}

	/** Whether all parts are there. */
	public boolean isComplete() {
		return collected == (long) width * height;
	}

	/** [1, channels, height, width] of what is there; null before the first part. */
	public Tensor tensor() {
		return tensor;
	}

	private static int[] sizes(Tensor tensor) {
		return Intervals.dimensionsAsIntArray(tensor.image());
	}
}
