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

/** Whether images are seen whole or through windows, and how large these are. Immutable. */
public final class TileSize extends PixelChoice {

	/** The least and the greatest edge in pixels that may be asked for. */
	private static final int MIN = 64;
	private static final int MAX = 2048;

	/** The smallest automatic edge; smaller windows see too little of an image, whatever the model was trained with. */
	private static final int LEAST_AUTOMATIC = 512;

	/** How many times as large as a window's an area has to be that is automatically seen through several. */
	private static final double LARGE = 1.5;

	private TileSize(String text) {
		super(text);
	}

	/** Windows of the model's own size, for images that are much larger. */
	public static TileSize auto() {
		return new TileSize(AUTO);
	}

	/** No windows. */
	public static TileSize off() {
		return new TileSize(OFF);
	}

	/**
	 * What a text says.
	 *
	 * @param text "auto", "off", or an edge in pixels
	 * @throws IllegalArgumentException with a sentence that says what is possible
	 */
	public static TileSize of(String text) {
		return new TileSize(read("tile", text, MIN, MAX));
	}

	/** Some texts to choose from. */
	public static List<String> names() {
		return List.of(AUTO, OFF, "512", "768", "1024");
	}

	/**
	 * The edge of the windows that an image should be seen through.
	 *
	 * @param width the image's, in pixels
	 * @param height the image's, in pixels
	 * @param trained the edge of the images that the model was trained with, in pixels; 0 if it is not known
	 * @return in pixels; 0 if the image should be seen whole
	 */
	public int edge(int width, int height, int trained) {
		if (isGiven()) return pixels();
		int edge = Math.max(trained, LEAST_AUTOMATIC);
		return isAutomatic() && (double) width * height > LARGE * edge * edge ? edge : 0;
	}
}
