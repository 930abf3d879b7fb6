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

import net.imglib2.FinalInterval;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The space that a model denoises in, and the way there and back.
 * <p>
 * Images are [1, 3, H, W], about -1 to 1; latents [1, channels, H / factor, W / factor], scaled and shifted as the network
 * takes them. Whoever opens one closes it. Not thread-safe.
 * </p>
 */
public interface LatentSpace extends AutoCloseable {

	/** How many numbers a latent has at each place. */
	int channels();

	/** How many pixels along an edge one place of a latent stands for. */
	int factor();

	/** The sizes of images that can be encoded. */
	SizeRule sizes();

	/**
	 * An image's place in this space.
	 *
	 * @param image not changed
	 * @throws java.util.concurrent.CancellationException if it was ended early
	 * @throws sc.fiji.img2img.run.InferenceException if a network fails, or its numbers overflow
	 */
	LatentDistribution encode(Tensor image, RunControl control);

	/** The image of a latent, not clipped; fails as {@link #encode(Tensor, RunControl)}. */
	Tensor decode(Tensor latent, RunControl control);

	/** As {@link #encode(Tensor, RunControl)}, of an image that is read part by part, where that is possible. */
	default LatentDistribution encode(ImageSource image, RunControl control) {
		return encode(image.whole(), control);
	}

	/** Decodes as {@link #decode(Tensor, RunControl)}, and hands over the image part by part, where that is possible. */
	default void decode(Tensor latent, ImageSink sink, RunControl control) {
		Tensor image = decode(latent, control);
		sink.accept(image, new FinalInterval(image.dim(3), image.dim(2)));
	}

	/** The same space, in which large images may go in parts; what it gives for them differs a little. Not to be closed. */
	default LatentSpace tiled() {
		return this;
	}

	/** Frees its networks; they are loaded again when they are asked again. */
	default void release() {
		// NB: small ones need not be freed.
	}

	/** The bytes of the weights of its networks; 0 where they do not matter. */
	default long bytes() {
		return 0;
	}

	/** How often networks were loaded after it was opened. */
	default int loads() {
		return 0;
	}

	@Override
	void close();
}
