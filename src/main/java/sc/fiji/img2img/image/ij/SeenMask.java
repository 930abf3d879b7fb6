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
package sc.fiji.img2img.image.ij;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.Plane;
import sc.fiji.img2img.image.WhiteAreas;

/**
 * Says where an image may change, from a mask of any kind, as it is seen: under its lookup table and displayed range, what is
 * white is inside and what is black is outside.
 * <p>
 * Where there is nothing white, or nothing else, what is brighter is inside, and of two colours the brighter one. In images
 * of labels all labels are inside.
 * </p>
 */
public final class SeenMask {

	private SeenMask() {
		// NB: the result is an image.
	}

	/** A mask as {@link #of(ImageProcessor)} gives it, of what an image displays. */
	public static ByteProcessor of(ImagePlus mask) {
		ImagePlus shown = ShownPictures.displayed(mask);
		return of(shown.isComposite() ? new ColorProcessor(shown.getImage()) : shown.getProcessor());
	}

	/**
	 * A mask of any type in black and white.
	 *
	 * @param mask not changed; NaN is outside
	 * @return a new image, 255 inside and 0 outside
	 * @throws IllegalArgumentException if nothing is inside
	 */
	public static ByteProcessor of(ImageProcessor mask) {
		return Processors.of(mask(mask));
	}

	/** The same as the pixels that are inside. */
	public static Mask mask(ImageProcessor mask) {
		Plane plane = Processors.plane(mask);
		Mask inside = WhiteAreas.of(plane, plane.isColour() ? plane : Processors.plane(ColorTable.drawn(mask)), !plane
			.isColour() && mask.isInvertedLut());
		if (!inside.isEmpty()) return inside;
		throw new IllegalArgumentException("The mask shows nothing white: it is black, or has one value, all over. Make it " +
			"white where the image is to change.");
	}
}
