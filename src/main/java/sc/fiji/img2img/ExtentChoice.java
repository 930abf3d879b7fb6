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
package sc.fiji.img2img;

import static sc.fiji.img2img.Img2ImgSettings.PADDING;
import static sc.fiji.img2img.Img2ImgSettings.RAW;
import static sc.fiji.img2img.Img2ImgSettings.SIZE;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;
import static sc.fiji.img2img.Img2ImgSettings.TILE;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.diffusion.SizeRule;
import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.Padding;
import sc.fiji.img2img.image.PixelLimit;
import sc.fiji.img2img.image.Scaling;
import sc.fiji.img2img.tile.SelectionPadding;
import sc.fiji.img2img.tile.TileSize;
import sc.fiji.img2img.tile.Windows;

/** Chooses how images go through a loaded model under settings. Immutable. */
final class ExtentChoice {

	private final Img2ImgPipeline pipeline;

	/** What the model is called in messages. */
	private final String model;

	private final Img2ImgSettings settings;

	private ExtentChoice(Img2ImgPipeline pipeline, String model, Img2ImgSettings settings) {
		this.pipeline = pipeline;
		this.model = model;
		this.settings = settings;
	}

	/** @param settings completed by what the model suggests */
	static ExtentChoice of(Img2ImgPipeline pipeline, String model, Img2ImgSettings settings) {
		return new ExtentChoice(pipeline, model, settings);
	}

	/**
	 * The extents of an image of a size: whole, or, where a mask limits the change, the part around it that the settings say; scaled
	 * where they say so.
	 *
	 * @param mask null for everywhere
	 * @throws IllegalArgumentException if it is too large for the model, or to be seen at once; the message says what to do
	 */
	Extents extents(int width, int height, Mask mask) {
		Interval image = new FinalInterval(width, height);
		Interval part = mask == null || settings.get(RAW) ? image : around(mask, image);
		Scaling scaling = scaling((int) part.dimension(0), (int) part.dimension(1));
		Padding padding = padding(scaling.scaledWidth(), scaling.scaledHeight());
		Windows windows = windows(padding);
		if (windows.count() == 1) PixelLimit.checkAtOnce(scaling.scaledWidth(), scaling.scaledHeight());
		return Extents.of(image, part, scaling, padding, windows);
	}

	/** How an image of a size, or what is run of one, is scaled. */
	Scaling scaling(int width, int height) {
		double factor = settings.get(RAW) ? 1 : settings.get(SIZE).factor(width, height, pipeline.trainedEdge());
		SizeRule sizes = pipeline.sizes();
		boolean fixed = sizes.height() > 0 && factor != 1;
		return Scaling.by(fixed ? Math.min(factor, Math.min((double) sizes.width() / width, (double) sizes.height() / height))
			: factor, width, height);
	}

	// -- Helper methods --

	private Interval around(Mask mask, Interval image) {
		SelectionPadding around = settings.get(PADDING);
		int edge = around.isAutomatic() ? seenEdge((int) image.dimension(0), (int) image.dimension(1)) : 0;
		return around.part(mask.bounds(), image, settings.get(STRENGTH), edge, pipeline.sizes().multiple());
	}

	/** How much of an image of a size the model sees at once; 0 for all of it. */
	private int seenEdge(int width, int height) {
		SizeRule sizes = pipeline.sizes();
		if (sizes.height() > 0) return width > sizes.width() || height > sizes.height() ? Math.min(sizes.width(), sizes
			.height()) : 0;
		Windows windows = windows(padding(width, height));
		return windows.count() == 1 ? 0 : windows.width();
	}

	/** What an image of a size is padded to, so that the networks take it. */
	private Padding padding(int width, int height) {
		SizeRule sizes = pipeline.sizes();
		if (sizes.height() < 0) return Padding.toMultiple(width, height, sizes.multiple());
		if (width > sizes.width() || height > sizes.height()) throw new IllegalArgumentException("The model " + model +
			" was exported for images of " + sizes.width() + " x " + sizes.height() + " pixels only, but the image has " + width +
			" x " + height + "; " + (settings.get(RAW) ? "turn raw off and " : "") + "set size to " + Math.max(sizes.width(), sizes
				.height()) + ", so that it is scaled for the model, or export the model with dynamic axes.");
		return Padding.to(width, height, sizes.width(), sizes.height());
	}

	private Windows windows(Padding padding) {
		return pipeline.windows(settings.get(RAW) ? TileSize.off() : settings.get(TILE), padding.paddedWidth(), padding
			.paddedHeight(), settings.get(STRENGTH));
	}
}
