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
package sc.fiji.img2img.image;

import java.util.List;

import net.imglib2.Interval;

import sc.fiji.img2img.tensor.Tensor;

/** What goes through a model at once: one plane of an image, or the channels that are seen together in one colour image. */
public interface Picture {

	/** The planes as they are; not to be changed. */
	List<Plane> originals();

	/** A part of it, in arrays of its own. */
	Picture part(Interval part);

	/** The pixels as models take them: [1, 3, H, W] in -1 to 1. */
	default Tensor encode() {
		return encode(originals());
	}

	/**
	 * Other planes as models would take them in the place of the originals: with the originals' value ranges and colours.
	 *
	 * @param others of the originals' type and size, one for each
	 * @return [1, 3, H, W] in -1 to 1
	 */
	Tensor encode(List<Plane> others);

	/**
	 * New planes of the originals' type, size and value range.
	 *
	 * @param image [1, 3, H, W] of the picture's size; clipped to -1 to 1
	 * @return one plane for each original
	 */
	List<Plane> decode(Tensor image);
}
