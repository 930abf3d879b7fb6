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

/** Whether images are scaled for a model and back, and to which size. Immutable. */
public final class ModelSize extends PixelChoice {

	/** The least and the greatest edge in pixels that may be asked for. */
	private static final int MIN = 64;
	private static final int MAX = 2048;

	/** Which share of the edge that a model was trained with is too small for it, and to which such images are enlarged. */
	private static final double SMALL = 1 / 3.0;
	private static final double ENLARGED = 1 / 2.0;

	private ModelSize(String text) {
		super(text);
	}

	/** Images that are much smaller than what the model was trained with are enlarged, to half of its edge. */
	public static ModelSize auto() {
		return new ModelSize(AUTO);
	}

	/** All images are run at their own size. */
	public static ModelSize off() {
		return new ModelSize(OFF);
	}

	/**
	 * What a text says.
	 *
	 * @param text "auto", "off", or the edge, in pixels, of a square of the area that images are to be scaled to
	 * @throws IllegalArgumentException with a sentence that says what is possible
	 */
	public static ModelSize of(String text) {
		return new ModelSize(read("size", text, MIN, MAX));
	}

	/** Some texts to choose from. */
	public static List<String> names() {
		return List.of(AUTO, OFF, "256", "512", "768", "1024");
	}

	/**
	 * The factor that an image's width and height should be scaled by; 1 for not at all.
	 *
	 * @param width the image's, in pixels
	 * @param height the image's, in pixels
	 * @param trained the edge of the images that the model was trained with, in pixels; 0 if it is not known
	 */
	public double factor(long width, long height, int trained) {
		double edge = Math.sqrt((double) width * height);
		if (isGiven()) return pixels() / edge;
		return isAutomatic() && edge < SMALL * trained ? ENLARGED * trained / edge : 1;
	}
}
