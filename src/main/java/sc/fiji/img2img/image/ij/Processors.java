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

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;

import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.Plane;
import sc.fiji.img2img.image.ValueRange;

/** ImageJ's images as planes of ImgLib2 and back, over the same arrays: the only place that tells ImageJ's types apart. */
public final class Processors {

	private Processors() {
		// NB: there and back.
	}

	/** An image as a plane, which shares its array. */
	public static Plane plane(ImageProcessor image) {
		return Plane.of(pixels(image));
	}

	/**
	 * A plane as an image, which shares its array, with ImageJ's usual lookup table.
	 *
	 * @param plane in an array, of one of ImageJ's types, as {@link #plane} and copies of it are
	 */
	public static ImageProcessor of(Plane plane) {
		Object pixels = ((ArrayDataAccess<?>) ((ArrayImg<?, ?>) plane.pixels()).update(null)).getCurrentStorageArray();
		if (pixels instanceof byte[]) return new ByteProcessor(plane.width(), plane.height(), (byte[]) pixels);
		if (pixels instanceof short[]) return new ShortProcessor(plane.width(), plane.height(), (short[]) pixels, null);
		if (pixels instanceof float[]) return new FloatProcessor(plane.width(), plane.height(), (float[]) pixels);
		return new ColorProcessor(plane.width(), plane.height(), (int[]) pixels);
	}

	/** A mask as an image, 255 inside and 0 outside. */
	public static ByteProcessor of(Mask mask) {
		ByteProcessor image = new ByteProcessor(mask.width(), mask.height());
		for (int i = 0; i < image.getPixelCount(); i++)
			if (mask.contains(i)) image.set(i, 255);
		return image;
	}

	/** A codec for images like this one, whose displayed range decides what black and white are. */
	public static ImageCodec codec(ImageProcessor image) {
		return ImageCodec.of(plane(image), isColour(image) ? null : displayed(image));
	}

	/** Whether the pixels are colours. */
	static boolean isColour(ImageProcessor image) {
		return image.getBitDepth() == 24;
	}

	/**
	 * What the user sees as black and white: the display range, from its end if the lookup table is inverted. An end that is
	 * not finite, as one infinite pixel makes it, gives way to the least or the greatest finite value.
	 */
	static ValueRange displayed(ImageProcessor image) {
		ValueRange shown = ValueRange.of(image.getMin(), image.getMax());
		if (image.isInvertedLut()) shown = shown.inverted();
		return shown.isFinite() ? shown : shown.or(full(image));
	}

	/** As {@link ValueRange#full}, from its end if the lookup table is inverted. */
	static ValueRange full(ImageProcessor image) {
		ValueRange full = ValueRange.full(plane(image));
		return image.isInvertedLut() ? full.inverted() : full;
	}

	private static RandomAccessibleInterval<?> pixels(ImageProcessor image) {
		Object pixels = image.getPixels();
		int width = image.getWidth();
		int height = image.getHeight();
		if (pixels instanceof byte[]) return ArrayImgs.unsignedBytes((byte[]) pixels, width, height);
		if (pixels instanceof short[]) return ArrayImgs.unsignedShorts((short[]) pixels, width, height);
		if (pixels instanceof float[]) return ArrayImgs.floats((float[]) pixels, width, height);
		return ArrayImgs.argbs((int[]) pixels, width, height);
	}
}
