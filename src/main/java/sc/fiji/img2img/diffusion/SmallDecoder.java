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
import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A decoder that was distilled from a family's own, and gives nearly the same images in a fraction of time and memory.
 * <p>
 * Whoever opens one closes it. Not thread-safe.
 * </p>
 */
public interface SmallDecoder extends AutoCloseable {

	/**
	 * The image of a latent.
	 *
	 * @param latent [1, channels, h, w], as the network takes it
	 * @param tiled whether a large image may be made in tiles
	 * @return [1, 3, H, W], not clipped
	 * @throws java.util.concurrent.CancellationException if it was ended early
	 * @throws sc.fiji.img2img.run.InferenceException if it fails
	 */
	Tensor decode(Tensor latent, boolean tiled, RunControl control);

	/** As {@link #decode(Tensor, boolean, RunControl)}, with a large image handed over part by part. */
	void decode(Tensor latent, ImageSink sink, RunControl control);

	@Override
	void close();
}
