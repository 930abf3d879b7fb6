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
import java.util.Map;

/**
 * An image as the pictures that go through a model one after the other, and what their results become.
 *
 * @param <I> the kind of image
 */
public interface Pictures<I> {

	/** How many pictures there are. */
	int size();

	/** Of each picture, in pixels. */
	int width();

	/** Of each picture, in pixels. */
	int height();

	/** One of the pictures, from 0. */
	Picture picture(int index);

	/** What the image is called. */
	String title();

	/** The channel, slice and frame, from 1, that are run; empty if all are. */
	int[] position();

	/**
	 * Returns if results can become an image.
	 *
	 * @param variations how many there are of each
	 * @param raw whether they are colours, whatever the image's type is
	 * @throws IllegalArgumentException if they cannot; the message says why
	 */
	void check(int variations, boolean raw);

	/**
	 * The image that results become.
	 *
	 * @param variations for each variation one result for each plane, in the pictures' order; or one of colours for each
	 *          picture
	 * @param labels one for each variation; null to keep the slices' own
	 * @param info what the results were made with
	 */
	I assemble(List<List<Plane>> variations, List<String> labels, Map<String, String> info);
}
