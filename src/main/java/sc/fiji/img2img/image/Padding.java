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

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Makes images larger by reflection at their right and lower edges, and crops them back.
 * <p>
 * Immutable.
 * </p>
 */
public final class Padding {

	private final int width;

	private final int height;

	private final int paddedWidth;

	private final int paddedHeight;

	private Padding(int width, int height, int paddedWidth, int paddedHeight) {
		this.width = width;
		this.height = height;
		this.paddedWidth = paddedWidth;
		this.paddedHeight = paddedHeight;
	}

	/** The padding that brings images of a size to the next multiples of a number of pixels. */
	public static Padding toMultiple(int width, int height, int granularity) {
		return to(width, height, roundUp(width, granularity), roundUp(height, granularity));
	}

	/** The padding that brings images from one size to another, which must not be smaller. */
	public static Padding to(int width, int height, int paddedWidth, int paddedHeight) {
		if (paddedWidth < width || paddedHeight < height) throw new IllegalArgumentException("An image of " + width + " x " +
			height + " pixels does not fit into " + paddedWidth + " x " + paddedHeight + ".");
		return new Padding(width, height, paddedWidth, paddedHeight);
	}

	/** The width after padding. */
	public int paddedWidth() {
		return paddedWidth;
	}

	/** The height after padding. */
	public int paddedHeight() {
		return paddedHeight;
	}

	/** An image, enlarged, of which parts are read as they are needed; the same source where it fits already. */
	public ImageSource pad(ImageSource image) {
		if (fits()) return image;
		return ImageSource.of(paddedWidth, paddedHeight, part -> reflected(image.part(FinalInterval.createMinMax(seen(part, 0,
			width), seen(part, 1, height), Math.min(part.max(0), width - 1), Math.min(part.max(1), height - 1))), part));
	}

	/** A sink for parts of the enlarged image, which hands on what lies in the image as it was. */
	public ImageSink crop(ImageSink sink) {
		if (fits()) return sink;
		Interval image = new FinalInterval(width, height);
		return (part, place) -> {
			Interval kept = Intervals.intersect(place, image);
			if (Intervals.isEmpty(kept)) return;
			Interval within = Intervals.translate(kept, -place.min(0), -place.min(1));
			sink.accept(ImageSource.of(part).part(within), kept);
		};
	}

	/** An enlarged image, cropped to what it was; the same tensor where it was not enlarged. */
	public Tensor crop(Tensor image) {
		if (fits()) return image;
		return Tensor.of(Views.interval(image.image(), new FinalInterval(width, height, image.dim(1), image.dim(0))));
	}

	private boolean fits() {
		return width == paddedWidth && height == paddedHeight;
	}

	/** Where what a part shows of the image begins, be it by reflection. */
	private static long seen(Interval part, int dimension, int size) {
		long beyond = Math.max(0, part.max(dimension) - (size - 1));
		return Math.max(0, Math.min(part.min(dimension), size - beyond));
	}

	/** @param inside what the part shows of the image, which ends where that does */
	private Tensor reflected(Tensor inside, Interval part) {
		long left = seen(part, 0, width);
		long top = seen(part, 1, height);
		// NB: the edge itself is mirrored, too, so that an image of one pixel has a reflection.
		return Tensor.of(Views.interval(Views.extendMirrorDouble(inside.image()), FinalInterval.createMinSize(part.min(0) - left,
			part.min(1) - top, 0, 0, part.dimension(0), part.dimension(1), inside.dim(1), 1)));
	}

	private static int roundUp(int size, int granularity) {
		return (size + granularity - 1) / granularity * granularity;
	}
}
