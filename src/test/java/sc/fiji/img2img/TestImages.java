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

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.img2img.image.ij.ImageFiles;

/** Small images with something in them, made the same way each time. */
public final class TestImages {

	private TestImages() {}

	/** Waves in three colours. */
	public static ColorProcessor rgb(int width, int height) {
		ColorProcessor image = new ColorProcessor(width, height);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				image.set(x, y, wave(x, 7) << 16 | wave(y, 11) << 8 | wave(x + y, 17));
		return image;
	}

	public static ByteProcessor bytes(int width, int height) {
		ByteProcessor image = new ByteProcessor(width, height);
		for (int i = 0; i < width * height; i++)
			image.set(i, wave(i % width, 9) / 2 + wave(i / width, 13) / 2);
		return image;
	}

	/** 12 bits of 16, as many cameras give. */
	public static ShortProcessor shorts(int width, int height) {
		ShortProcessor image = new ShortProcessor(width, height);
		for (int i = 0; i < width * height; i++)
			image.set(i, 16 * wave(i % width, 9) + i / width % 16);
		image.resetMinAndMax();
		return image;
	}

	/** Values from -1 to 3. */
	public static FloatProcessor floats(int width, int height) {
		FloatProcessor image = new FloatProcessor(width, height);
		for (int i = 0; i < width * height; i++)
			image.setf(i, (float) Math.sin(i % width / 9.0) * 2 + 1);
		image.resetMinAndMax();
		return image;
	}

	/** A mask whose middle half is white. */
	public static ByteProcessor mask(int width, int height) {
		ByteProcessor mask = new ByteProcessor(width, height);
		mask.setValue(255);
		mask.setRoi(width / 4, height / 4, width / 2, height / 2);
		mask.fill();
		mask.resetRoi();
		return mask;
	}

	/** An image with pixels in it, not shown. */
	public static ImagePlus plus(ImageProcessor pixels) {
		return new ImagePlus("test", pixels);
	}

	/** Writes an image. */
	public static Path write(ImageProcessor pixels, Path file) throws IOException {
		ImageFiles.write(plus(pixels), file);
		return file;
	}

	private static int wave(int position, int period) {
		return (int) Math.round(127.5 + 127.5 * Math.sin(2 * Math.PI * position / period));
	}
}
