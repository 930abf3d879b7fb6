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

import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.WholeImage;

/**
 * Brings images to another size, and what is made of them back to their own.
 * <p>
 * Values are from -1 to 1, and are clipped to that. Immutable.
 * </p>
 */
public final class Scaling {

	/** How many pixels of the original are read at once. */
	private static final int READ_AT_ONCE = 1 << 20;

	private final int width;

	private final int height;

	private final int scaledWidth;

	private final int scaledHeight;

	private Scaling(int width, int height, int scaledWidth, int scaledHeight) {
		this.width = width;
		this.height = height;
		this.scaledWidth = scaledWidth;
		this.scaledHeight = scaledHeight;
	}

	/** The scaling of an image of a size by a factor, 1 to leave it as it is; each edge keeps at least a pixel. */
	public static Scaling by(double factor, int width, int height) {
		return new Scaling(width, height, scaled(width, factor), scaled(height, factor));
	}

	/** Whether it leaves images as they are. */
	public boolean isNone() {
		return width == scaledWidth && height == scaledHeight;
	}

	/** The width after scaling. */
	public int scaledWidth() {
		return scaledWidth;
	}

	/** The height after scaling. */
	public int scaledHeight() {
		return scaledHeight;
	}

	/** An image, scaled, of which parts are read as they are needed; the same source where nothing is scaled. */
	public ImageSource scale(ImageSource image) {
		if (isNone()) return image;
		LineScale across = LineScale.of(width, scaledWidth);
		LineScale down = LineScale.of(height, scaledHeight);
		return ImageSource.of(scaledWidth, scaledHeight, part -> scaled(image, across, down, part));
	}

	/** A mask, scaled: inside is what shows anything of its inside. */
	public Mask scale(Mask mask) {
		return isNone() ? mask : mask.scaled(scaledWidth, scaledHeight);
	}

	/** A sink for parts of the scaled image, which hands on an image of the original's size once it has got all of them. */
	public ImageSink back(ImageSink sink) {
		if (isNone()) return sink;
		WholeImage whole = WholeImage.of(scaledWidth, scaledHeight);
		return (image, part) -> {
			whole.accept(image, part);
			if (whole.isComplete()) handBack(whole.tensor(), sink);
		};
	}

	// -- Helper methods --

	/** @param scaled not clipped yet, as models give it; this changes it */
	private void handBack(Tensor scaled, ImageSink sink) {
		float[] data = scaled.data();
		for (int i = 0; i < data.length; i++)
			data[i] = clipped(data[i]);
		ImageSource image = ImageSource.of(scaled);
		LineScale across = LineScale.of(scaledWidth, width);
		LineScale down = LineScale.of(scaledHeight, height);
		int rows = Math.max(1, READ_AT_ONCE / width);
		for (int top = 0; top < height; top += rows) {
			Interval part = FinalInterval.createMinSize(0, top, width, Math.min(rows, height - top));
			sink.accept(scaled(image, across, down, part), part);
		}
	}

	/** A part of an image that is scaled. */
	private static Tensor scaled(ImageSource image, LineScale across, LineScale down, Interval part) {
		int columns = (int) part.dimension(0);
		int rows = (int) part.dimension(1);
		int left = (int) part.min(0);
		int top = (int) part.min(1);
		Tensor result = null;
		int end;
		for (int begin = 0; begin < rows; begin = end) {
			end = begin + 1;
			while (end < rows && (long) image.width() * (down.last(top + end) - down.first(top + begin)) < READ_AT_ONCE)
				end++;
			Interval seen = FinalInterval.createMinMax(across.first(left), down.first(top + begin), across.last(left + columns - 1),
				down.last(top + end - 1));
			Tensor pixels = image.part(seen);
			if (result == null) result = Tensor.of(new float[pixels.dim(1) * rows * columns], 1, pixels.dim(1), rows, columns);
			Tensor lines = across(pixels, across, left, columns, (int) seen.min(0));
			for (int c = 0; c < lines.dim(1); c++)
				for (int y = begin; y < end; y++)
					for (int x = 0; x < columns; x++)
						result.data()[(c * rows + y) * columns + x] = clipped(down.value(top + y, lines.data(), (c * lines.dim(2) - (int) seen
							.min(1)) * columns + x, columns));
		}
		return result;
	}

	/** Lines of the new length. */
	private static Tensor across(Tensor pixels, LineScale scale, int left, int columns, int first) {
		int lines = pixels.dim(1) * pixels.dim(2);
		float[] data = new float[lines * columns];
		for (int line = 0; line < lines; line++)
			for (int x = 0; x < columns; x++)
				data[line * columns + x] = scale.value(left + x, pixels.data(), line * pixels.dim(3) - first, 1);
		return Tensor.of(data, 1, pixels.dim(1), pixels.dim(2), columns);
	}

	private static float clipped(float value) {
		return Math.max(-1, Math.min(1, value));
	}

	private static int scaled(int size, double factor) {
		return (int) Math.max(1, Math.round(size * factor));
	}
}
