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
package sc.fiji.img2img.tile;

import java.util.List;

import net.imglib2.Interval;

/** How much of what is around a selection is run with it: as much as seems good, a margin of some pixels, or all. Immutable. */
public final class SelectionPadding extends PixelChoice {

	/** The widest margin that may be asked for, in pixels. */
	private static final int MAX = 4096;

	private SelectionPadding(String text) {
		super(text);
	}

	/** All of an image that a model sees at once; of larger ones the selection's {@link Surroundings}. */
	public static SelectionPadding auto() {
		return new SelectionPadding(AUTO);
	}

	/**
	 * What a text says.
	 *
	 * @param text "auto", "off" for the whole image, or a margin in pixels
	 * @throws IllegalArgumentException with a sentence that says what is possible
	 */
	public static SelectionPadding of(String text) {
		return new SelectionPadding(read("padding", text, 0, MAX));
	}

	/** Some texts to choose from. */
	public static List<String> names() {
		return List.of(AUTO, OFF, "32", "64", "128");
	}

	/**
	 * The part of an image to run.
	 *
	 * @param selection within the image
	 * @param image of x and y, from 0
	 * @param strength 0 to 1
	 * @param edge how many pixels wide and high what a model sees at once is; 0 if it sees the whole image
	 * @param unit what the part's size is a multiple of, unless the image is smaller
	 * @return around the selection, within the image
	 */
	public Interval part(Interval selection, Interval image, double strength, int edge, int unit) {
		if (isGiven()) return Surroundings.within(selection, image, pixels(), unit);
		return isAutomatic() && edge > 0 ? Surroundings.of(selection, image, strength, edge, unit) : image;
	}
}
