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
package sc.fiji.img2img.grid;

import ij.ImagePlus;

import sc.fiji.img2img.Img2ImgSettings;

/** A finished cell. Immutable, but for its image, which belongs to the grid's result. */
public final class GridCell {

	private final int row;

	private final int column;

	private final String label;

	private final Img2ImgSettings settings;

	private final ImagePlus image;

	private final double ssim;

	private final double difference;

	GridCell(int row, int column, String label, Img2ImgSettings settings, ImagePlus image, ImageComparison shown) {
		this.row = row;
		this.column = column;
		this.label = label;
		this.settings = settings;
		this.image = image;
		ssim = shown.ssim(image);
		difference = shown.difference(image);
	}

	/** From 0. */
	public int row() {
		return row;
	}

	/** From 0. */
	public int column() {
		return column;
	}

	/** What tells it from the other cells: {@code strength=0.65 lora=0.5}. */
	public String label() {
		return label;
	}

	/** All its settings, with which it can be run alone. */
	public Img2ImgSettings settings() {
		return settings;
	}

	/** What its run gave. */
	public ImagePlus image() {
		return image;
	}

	/** How similar it is to the input: the structural similarity of Wang et al. 2004, 1 for the same. */
	public double ssim() {
		return ssim;
	}

	/** The mean absolute difference from the input, as a share of the range from black to white. */
	public double difference() {
		return difference;
	}
}
